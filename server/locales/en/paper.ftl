# What papers say (PDF files): first what stands on each of them, then the copy of a person's own record.
paper-page = Page { $page } of { $pages }
paper-unwritten = Some letters could not be printed and appear as empty boxes. They belong to: { $scripts }.
paper-signs = signs

## The copy of a person's own record: what stands at its top.
file-title = Copy of your record
file-danger = This paper names you and tells what happened. Whoever finds it learns all of it. Keep it only where nobody else looks. You may also leave it with us and read it here, or ask us to destroy it.
file-intro = It holds what was recorded about you up to { $day }. You have the right to read it, to have mistakes corrected, to ask for what is missing, and to ask that it be deleted.
file-lists = Some words of our lists exist in English and in Turkish only. They are given in both: ask for an interpreter.
file-nothing = Nothing is recorded.
file-yes = Yes
file-no = No

## Its sections.
file-case = Your case with us
file-about = About you
file-happened = What happened
file-contacts = How we reach you
file-consents = What you agreed to
file-services = What was done
file-documents = Your documents
file-appointments = Appointments
file-plan = Your goals
file-milestones = What was reached
file-ratings = How things are going
file-remarks = What staff wrote
file-left = Not on this paper

## How the case stands.
file-number = Number
file-state = State
file-opened-on = Opened on
file-closed-on = Closed on
file-close-reason = Why it was closed
file-last-contact-on = Last contact
file-risk = Danger, as we see it

## Who the person is.
file-given-names = Given names
file-family-names = Family names
file-other-names = Other names or spellings
file-birth-date = Date of birth
file-birth-year = Year of birth
file-sex = Sex
file-gender = Gender
file-nationalities = Nationalities (codes)
file-languages = Languages (codes)
file-protection = Protection
file-phone = Phone
file-email = E-mail
file-address = Address
file-numbers = Numbers
file-children = Children
file-adults = Adults who depend on you

## What happened.
file-status = As it is seen
file-identified-on = Seen so since
file-identified-by = By
file-authority = Authority
file-unit = Unit
file-referred-by = Who sent you to us
file-exploitation = Kind
file-control = Means of control

## How the person is reached, and what they agreed to.
file-channel = Best way
file-hours = Hours
file-read-by = Who else may read it
file-wording = What a message may say
file-confirmed-on = You said so on
file-somebody = A person whom you named (not printed)
file-address-or-number = Number or address
file-safe = Safe
file-agreed-to = To what
file-purpose = What for
file-given-by = Given by
file-withdrawn-on = Taken back on

## Columns of tables.
file-day = Day
file-when = When
file-what = What
file-provider = With
file-place = Place
file-cost = Cost
file-issuer = Issued by
file-issued-on = Issued on
file-expires-on = Valid until
file-domain = Part of life
file-since = Since
file-due-on = Until
file-ended-on = Ended on
file-step = Step
file-who = Who
file-done-on = Done on
file-expected-on = Expected
file-reached-on = Reached on
file-of = About
file-text = What was written

## Ratings.
file-scale = One is the hardest, five is the best. There is no total.
file-of-five = { $count } of 5
file-by-you = You said
file-by-us = Your worker said

## What is not on it, and why.
file-left-unwished = Left out of this copy, as was agreed with you: { $parts }.
file-left-remarks = What staff wrote in their own words, because other people may be named in it. Entries: { $count }. Ask your worker to read it with you.
file-left-restricted = Remarks on entries that most of the staff may not read either. Entries: { $count }. Ask your worker.
file-left-hidden = Details that whoever made this copy may not read. Entries: { $count }.
file-left-files = Photos and scans that we keep: { $count }. You can ask for copies.
file-left-people = Names and numbers of other people, who have a right of their own: interpreters, landlords, lawyers, relatives, people you are reached through.
file-left-staff = What staff ask each other, what they still have to do, and the list of who has looked at your record. You can ask us about it.
file-end = End of the copy.
