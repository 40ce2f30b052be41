"""What happens at a centre, as verbs: each is one act, written whole or not at all.

codes      numbers of new files
arrivals   admit, readmit, take in a child with its mother
house      its own sheet, its people, its projects
rooms      furnish the house: rooms, beds, cots, a bed out of use
beds       give, move and free a bed; the board of who sleeps where
nights     who was there
births     a baby born during the stay becomes a resident
exits      leave, with the children who came along
referrals  send to another service, hear the answer, receive the service
directory  organisations and places that the centre knows
lifecycle  go on leave, be missing, come back; transfer, close and reopen a file
plans      draft, propose, sign, review a care plan; make its next version
"""
