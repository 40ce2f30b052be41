"""A centre and a headquarters that do not exist, lived through day by day by the register's own verbs.

invented       names, villages, goals: nobody's story
house          the centre as it is founded: rooms, beds, staff, projects
days           one day of a house: who comes, who is seen, who leaves, who sleeps where
keeping_house  its rules, the store, what residents hand in, who goes out for some days
month          the whole demonstration, from the first arrival to headquarters' acknowledgement
"""
