# The report's own words in English: the source of the other languages.

## Weight and state
severity-violation = violation
severity-warning = warning
severity-note = note
open-question = open question
state-accepted = accepted
state-ahead = ahead
state-closed = closed
violations = { $count ->
    [one] 1 violation
   *[other] { $count } violations
}
warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
notes = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
questions = { $count ->
    [one] 1 open question
   *[other] { $count } open questions
}
accepted = { $count } accepted
ahead = { $count } ahead if nobody acts
closed = { $count } closed
no-questions = no open questions
list-and = { $before } and { $last }

## What a finding is about
subject-service = service
subject-recipient = recipient
subject-cookie = cookie
subject-page = page
subject-edge = edge
subject-transfer = transfer
subject-document = document
subject-form = form
subject-exhibit = exhibit
subject-declaration = declaration
subject-backup = backup
subject-copy = copy
subject-host = host
subject-item = required item

## Rows of a finding
row-about = about
row-when = when
row-evidence = evidence
row-declared = declared
row-law = measured against
row-do = what to do
row-answer = what would answer it
row-caveat = reservation
row-accepted = accepted
evidence-none = no exhibit: it follows from the declaration alone
evidence-more = { $count ->
    [one] and 1 more exhibit
   *[other] and { $count } more exhibits
}
accepted-until = until { $day }
accepted-without-end = without an end

## Time
bound-day = on { $by }
bound-instant = at { $by }
bound-between = between { $after } and { $by }
interval-open = opened { $opened }; open for { $count ->
    [0] less than a day
    [one] 1 day
   *[other] { $count } days
}
interval-ending = opened { $opened }; open for { $count ->
    [0] less than a day
    [one] 1 day
   *[other] { $count } days
}; closes { $closed } as things stand
interval-closed = opened { $opened }; closed { $closed }; was open for { $count ->
    [0] less than a day
    [one] 1 day
   *[other] { $count } days
}
interval-ahead = opens { $opened } if nobody acts

## Text for a terminal
unused-exception = unused exception
unused-says = no finding matches this exception
damage = readable in part only
damage-offset = from byte { $offset }
closing-as-of = { $service }, as of { $now }
service-ended = The declared service ended on { $day }. What would be asked after that day is not asked; `--at` with an earlier day tells how it stood then.
nothing-found = nothing found, and no question is open
nothing-found-but = { $count ->
    [one] nothing found, but 1 question is open
   *[other] nothing found, but { $count } questions are open
}
closing-evidence = { $count ->
    [one] Rests on 1 exhibit, seen { $newest }.
   *[other] Rests on { $count } exhibits, the newest seen { $newest }.
}
closing-no-evidence = Rests on no exhibit: nobody has looked.
remarks = { $count ->
    [one] 1 remark about the declaration, such as a word that is nearly a known one: `vidne check { $folder }` shows it.
   *[other] { $count } remarks about the declaration, such as words that are nearly known ones: `vidne check { $folder }` shows them.
}
closing-damages = { $count ->
    [one] 1 exhibit could be read in part only.
   *[other] { $count } exhibits could be read in part only.
}
explain-text = text
explain-english = The manual itself is in English.

## The page
kicker = What is declared, what was observed
as-of = As of
lede = This report lays what the operator declares beside what was observed, and tells where the two differ. Every finding names the evidence that it rests on, so that anybody can check it.
skip = Skip to the report
heading-contents = Contents
heading-summary = Summary
heading-findings = Findings
heading-questions = Open questions
heading-backups = Backups
heading-accepted = Accepted findings
heading-ahead = Ahead, if nobody acts
heading-closed = Closed findings
heading-timeline = Timeline
heading-pages = Versions of the declared pages
heading-screenshots = Screenshots
heading-unused = Exceptions that match nothing
heading-damages = Exhibits that could be read in part only
heading-rules = The rules behind this report
heading-exhibits = Exhibits
heading-check = How to check the evidence
heading-colophon = About this report

## Summary
summary-found = As of { $now }, vidne finds { $list }.
summary-nothing = As of { $now }, vidne finds nothing wrong, and no question is open.
summary-nothing-but = { $count ->
    [one] As of { $now }, vidne finds nothing wrong, but 1 question is open.
   *[other] As of { $now }, vidne finds nothing wrong, but { $count } questions are open.
}
summary-oldest = { $count ->
    [0] The one open longest has been so for less than a day:
    [one] The one open longest has been so for 1 day:
   *[other] The one open longest has been so for { $count } days:
}
summary-questions = { $count ->
    [one] One question is open: there vidne cannot tell whether something is wrong. It is not a sign that all is well.
   *[other] { $count } questions are open: there vidne cannot tell whether something is wrong. They are not a sign that all is well.
}
summary-accepted = { $count ->
    [one] One more finding was accepted by the operator. It stands below with the reason.
   *[other] { $count } more findings were accepted by the operator. They stand below with the reasons.
}
summary-evidence = { $count ->
    [one] All of this rests on 1 exhibit, seen { $newest }.
   *[other] All of this rests on { $count } exhibits, the newest seen { $newest }.
}
counts-caption = Findings and open questions
counts-what = What
counts-count = Count
group-violations = Violations
group-warnings = Warnings
group-notes = Notes

## Findings
findings-none = Nothing was found, and no question is open.
findings-none-but = { $count ->
    [one] Nothing was found, but 1 question is open. See the next section.
   *[other] Nothing was found, but { $count } questions are open. See the next section.
}
questions-none = No question is open: every rule could tell.
questions-lede = Here a rule lacks a fact and cannot tell. As long as a question is open, nothing is said in either direction.
accepted-lede = These are open, and the operator has accepted them for the reason given. They are not counted above.
ahead-lede = These are not wrong yet. They will be from the day given, unless somebody acts before.
closed-lede = These were wrong and no longer are. They are kept, because they were.

## Backups
question-recent = recent
question-reachable = reachable
question-complete = complete
question-intact = intact
asks-recent = Is its newest snapshot as young as declared?
asks-reachable = Can it be reached from where it would be restored?
asks-complete = Is everything in it that must be?
asks-intact = Are its bytes what they were?
answer-yes = yes
answer-in-part = in part
answer-no = no
answer-could-not-complete = could not complete
answer-not-known = not known
turns-bad = turns bad on { $day } if nothing is done
row-location = location
row-coverage = coverage
backups-lede = Four questions are asked about each copy, and each has its own answer. None stands for another: an intact copy may be too old, and a recent one may lack what matters.
backups-caption = { $count ->
    [one] { $backup }: 1 copy and the four questions
   *[other] { $backup }: { $count } copies and the four questions
}
backups-copy = Copy
backups-no-look = no look
coverage-fresh = read within the declared time
coverage-old = read longer ago
coverage-never = never read
coverage-damaged = damaged
coverage-line = { $day } [{ $bar }] { $share } of { $size } read in time
coverage-line-damaged = { $size } damaged
coverage-title = How much of { $copy } had been read
coverage-desc = { $count ->
    [one] One look, on { $from }.
   *[other] { $count } looks between { $from } and { $to }.
} At the newest, { $fresh } of { $size } had been read within the declared time, { $old } longer ago and { $never } never; { $damaged } was damaged. The table below holds the same numbers.
coverage-note = The whole height is all that lay there at a look. A column reaches to the next look, or as far as looks usually do; where there is none, nobody looked.
coverage-newest = { $count ->
    [one] 1 older look is left out here.
   *[other] { $count } older looks are left out here.
}
coverage-table = The numbers of { $copy }, look by look
coverage-look = Look
coverage-size = Lay there
share = { $percent }%
share-small = <{ $percent }%

## Timeline
timeline-title = Timeline of findings, part { $number } of { $of }
timeline-desc = { $count ->
    [one] One bar between { $from } and { $to }, with a line at { $now }. The table below holds the same data.
   *[other] { $count } bars between { $from } and { $to }, with a line at { $now }. The table below holds the same data.
}
timeline-caption = All findings in order of their opening
timeline-finding = Finding
timeline-opened = Opened
timeline-closed = Closed
timeline-days = Days
timeline-still-open = not closed
timeline-now = now
legend-open = open
legend-uncertain = opened or closed some time in here, between two looks
legend-accepted = open and accepted
legend-ahead = will open if nobody acts

## Pages and pictures
page-cookies = Cookie page
page-privacy = Privacy notice
versions-caption = { $count ->
    [one] 1 version was seen
   *[other] { $count } versions were seen, in order
}
versions-hash = Version and exhibit
versions-seen = First and last seen
versions-gained = New in it
versions-lost = No longer in it
versions-nothing = nothing
screenshot-alt = Screenshot of { $what }, { $at }
screenshot-before-consent = before any answer
screenshot-after-reject = after a refusal
screenshot-after-accept = after an acceptance
screenshot-reload-after-reject = loaded anew after a refusal
screenshot-unshown = This exhibit is not shown: { $kind } is not a kind of picture that is safe to embed.

## Behind the findings
unused-lede = These findings were accepted in the declaration, but there is no such finding. Remove the exceptions, or mend their rule or subject.
damages-lede = What could not be read in these exhibits is missing from this report.
rules-lede = Each rule is a text that says what is wrong, why it matters and when it stays silent. Its hash tells which text was used. `vidne explain RULE` prints it.
exhibits-caption = Each exhibit is a file that was never changed, named by the SHA-256 of its bytes
exhibits-hash = SHA-256
exhibits-seen = Seen
exhibits-findings = Findings
check-lede = Nobody needs to trust this page. With the evidence folder, anybody can repeat every step on a machine of their own, without a network.
check-verify = Check that no exhibit and no entry of the log was changed, removed or reordered:
check-hash = Check one exhibit by hand; the result must be the hash in the list above:
check-again = Judge the declaration once more, as of the same instant, and compare:
colophon-program = Written by
colophon-service = Service
colophon-now = As of
colophon-rules = Rules
colophon-limits = This report tells what was observed and how it differs from what is declared. It is not a legal opinion. All times are UTC.
