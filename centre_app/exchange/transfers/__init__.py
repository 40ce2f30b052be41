"""A resident moves to another centre: one file on a stick, a receipt back, and one person at headquarters.

    letter      the first lines of the file and of its receipt, their names, and the centres to which one can be written
    gathering   which rows are of her file, and how they leave
    sending     the sender makes the file, again if a stick is lost
    checking    the receiver looks at the file, from the first byte to the last
    taking      sees who comes, and takes her in as one act
    coming_back what another house has of our own words, and how they stand here again
    receipt     what goes back, and what the sender does when it has come
    trace       what the sender keeps afterwards: that she was there, in codes, and not a word of her
    moved       headquarters: whose person somebody is now

No record changes hands but those that say who she is. The file of the house she left stays as it was lived, owned by
that house, so its months never change; the receiver reads it, and opens a file of its own under the same number and
for the same person. So headquarters sees one person, and each house is counted for its own time.
"""
