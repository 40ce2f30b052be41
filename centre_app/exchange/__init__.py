"""What travels between a centre and headquarters on a stick: enrolment, bundles, acknowledgements.

    envelope          how a bundle is signed, packed, encrypted, and opened one bounded step at a time
    refusals          each reason for which a file is refused, with a code and a sentence
    enrolment         request, card and eight words: how two registers come to know each other's keys
    bundle            what a centre sends
    receive           what headquarters does with it: check, preview, merge once
    acknowledgement   what comes back

Only this folder imports pyrage, the age format.
"""
