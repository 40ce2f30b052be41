"""Case data for others, line by line, in a standard's own words; and files of others, read into a staging list.

What a standard asks and what carries it here is data: three CSV beside this file for each standard, so that another
one (IC-TIP) is three more files and no code. It stands apart from `standards/`, which only says what is carried by what.

    <standard>.csv           a line a field: its table, what one line of that table is, the derivation and its
                             argument, and what becomes of it at each level: keep, blank (nothing, ever), drop (blanked
                             at this level), month, cercle, or "quasi NAME" (held to the size of the group)
    <standard>_choices.csv   the standard's value for each of our keys; of a key that is not there the answer is lost, and
                             one with an empty value says nothing that the field asks for
    <standard>_aliases.csv   names and values as files of others are known to write them

mapping        the three files, read
sources        what the register holds of one case
derivations    the named functions that a mapping may call
generalising   bands, groups, months: the steps from a value to nothing
anonymity      the size of groups: what stands out, the smallest generalisation, suppression
gates          who may be in a file at all
rows, loss     lines of text, and everything that was lost on the way
export         all of it as one act, with its line of history
writing        CSV, XLSX, JSON and the README
staging        a file from elsewhere, looked at and put on the staging list
"""
