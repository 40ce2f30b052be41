"""Reading an old admission register, kept in a spreadsheet or a text file, into records.

    reading         a file into lines (text_table and workbook: the two kinds of file)
    vocabulary      the words that registers use, and the choices they stand for
    mapping         which column means what and which word stands for which choice; corrected once, remembered
    names           which part of a name is the family's
    understanding   one line into the records of one stay, and what was not understood of it
    children        the children who came along and those born at the centre
    importing       the preview, and the one act that writes

Another centre's register, with other columns and other words, needs another mapping and no code.
"""
