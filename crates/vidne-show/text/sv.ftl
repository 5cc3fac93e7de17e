# Rapportens egna ord på svenska.

## Weight and state
severity-violation = överträdelse
severity-warning = varning
severity-note = anmärkning
open-question = öppen fråga
state-accepted = godtagen
state-ahead = förestående
state-closed = avslutad
violations = { $count ->
    [one] 1 överträdelse
   *[other] { $count } överträdelser
}
warnings = { $count ->
    [one] 1 varning
   *[other] { $count } varningar
}
notes = { $count ->
    [one] 1 anmärkning
   *[other] { $count } anmärkningar
}
questions = { $count ->
    [one] 1 öppen fråga
   *[other] { $count } öppna frågor
}
accepted = { $count ->
    [one] 1 godtagen
   *[other] { $count } godtagna
}
ahead = { $count ->
    [one] 1 förestående om ingen gör något
   *[other] { $count } förestående om ingen gör något
}
closed = { $count ->
    [one] 1 avslutad
   *[other] { $count } avslutade
}
no-questions = inga öppna frågor
list-and = { $before } och { $last }

## What a finding is about
subject-service = tjänst
subject-recipient = mottagare
subject-cookie = kaka
subject-page = sida
subject-edge = led
subject-transfer = överföring
subject-document = handling
subject-form = formulär
subject-exhibit = bevis
subject-declaration = förteckning
subject-backup = säkerhetskopia
subject-copy = kopia
subject-host = värddator
subject-item = nödvändig del

## Rows of a finding
row-about = gäller
row-when = när
row-evidence = bevis
row-declared = uppgivet i
row-law = prövat mot
row-do = att göra
row-answer = vad som skulle ge svar
row-caveat = förbehåll
row-accepted = godtagen
evidence-none = inget bevis: det följer av förteckningen ensam
evidence-more = { $count ->
    [one] och 1 bevis till
   *[other] och { $count } bevis till
}
accepted-until = till { $day }
accepted-without-end = utan slutdag

## Time
bound-day = den { $by }
bound-instant = { $by }
bound-between = mellan { $after } och { $by }
interval-open = uppstod { $opened }; har bestått i { $count ->
    [0] mindre än ett dygn
    [one] 1 dag
   *[other] { $count } dagar
}
interval-ending = uppstod { $opened }; har bestått i { $count ->
    [0] mindre än ett dygn
    [one] 1 dag
   *[other] { $count } dagar
}; upphör { $closed } som det nu ser ut
interval-closed = uppstod { $opened }; upphörde { $closed }; bestod i { $count ->
    [0] mindre än ett dygn
    [one] 1 dag
   *[other] { $count } dagar
}
interval-ahead = uppstår { $opened } om ingen gör något

## Text for a terminal
unused-exception = oanvänt undantag
unused-says = inget fynd motsvarar detta undantag
damage = läsbart endast delvis
damage-offset = från byte { $offset }
closing-as-of = { $service }, läget { $now }
service-ended = Den angivna tjänsten upphörde { $day }. Vad som skulle frågas efter den dagen frågas inte; `--at` med en tidigare dag visar hur det stod till då.
nothing-found = inget hittat, och ingen fråga är öppen
nothing-found-but = { $count ->
    [one] inget hittat, men 1 fråga är öppen
   *[other] inget hittat, men { $count } frågor är öppna
}
closing-evidence = { $count ->
    [one] Vilar på 1 bevis, från { $newest }.
   *[other] Vilar på { $count } bevis, det nyaste från { $newest }.
}
closing-no-evidence = Vilar inte på något bevis: ingen har tittat.
remarks = { $count ->
    [one] 1 anmärkning om deklarationen, till exempel ett ord som nästan är ett känt: `vidne check { $folder }` visar den.
   *[other] { $count } anmärkningar om deklarationen, till exempel ord som nästan är kända: `vidne check { $folder }` visar dem.
}
closing-damages = { $count ->
    [one] 1 bevis kunde bara läsas delvis.
   *[other] { $count } bevis kunde bara läsas delvis.
}
explain-text = text
explain-english = Själva regeltexten är på engelska.

## The page
kicker = Vad som uppges, vad som har iakttagits
as-of = Läget
lede = Rapporten lägger det som den ansvariga uppger bredvid det som har iakttagits och visar var de skiljer sig åt. Varje fynd anger de bevis som det vilar på, så att vem som helst kan kontrollera det.
skip = Hoppa till rapporten
heading-contents = Innehåll
heading-summary = Sammanfattning
heading-findings = Fynd
heading-questions = Öppna frågor
heading-backups = Säkerhetskopior
heading-accepted = Godtagna fynd
heading-ahead = Förestående, om ingen gör något
heading-closed = Avslutade fynd
heading-timeline = Tidslinje
heading-pages = Versioner av de uppgivna sidorna
heading-screenshots = Skärmbilder
heading-unused = Undantag som inte motsvarar något
heading-damages = Bevis som bara kunde läsas delvis
heading-rules = Reglerna bakom rapporten
heading-exhibits = Bevis
heading-check = Så kontrolleras bevisen
heading-colophon = Om rapporten

## Summary
summary-found = Läget { $now }: vidne finner { $list }.
summary-nothing = Läget { $now }: vidne finner inget fel, och ingen fråga är öppen.
summary-nothing-but = { $count ->
    [one] Läget { $now }: vidne finner inget fel, men 1 fråga är öppen.
   *[other] Läget { $now }: vidne finner inget fel, men { $count } frågor är öppna.
}
summary-oldest = { $count ->
    [0] Den som har bestått längst har gjort det i mindre än ett dygn:
    [one] Den som har bestått längst har gjort det i 1 dag:
   *[other] Den som har bestått längst har gjort det i { $count } dagar:
}
summary-questions = { $count ->
    [one] En fråga är öppen: där kan vidne inte avgöra om något är fel. Det är inget tecken på att allt är bra.
   *[other] { $count } frågor är öppna: där kan vidne inte avgöra om något är fel. Det är inget tecken på att allt är bra.
}
summary-accepted = { $count ->
    [one] Ytterligare ett fynd har godtagits av den ansvariga. Det står nedan med sitt skäl.
   *[other] Ytterligare { $count } fynd har godtagits av den ansvariga. De står nedan med sina skäl.
}
summary-evidence = { $count ->
    [one] Allt detta vilar på 1 bevis, från { $newest }.
   *[other] Allt detta vilar på { $count } bevis, det nyaste från { $newest }.
}
counts-caption = Fynd och öppna frågor
counts-what = Vad
counts-count = Antal
group-violations = Överträdelser
group-warnings = Varningar
group-notes = Anmärkningar

## Findings
findings-none = Inget har hittats, och ingen fråga är öppen.
findings-none-but = { $count ->
    [one] Inget har hittats, men 1 fråga är öppen. Se nästa avsnitt.
   *[other] Inget har hittats, men { $count } frågor är öppna. Se nästa avsnitt.
}
questions-none = Ingen fråga är öppen: varje regel kunde avgöras.
questions-lede = Här saknar en regel en uppgift och kan inte avgöras. Så länge en fråga är öppen sägs inget åt någotdera hållet.
accepted-lede = Dessa består, och den ansvariga har godtagit dem av det skäl som anges. De räknas inte med ovan.
ahead-lede = Dessa är inte fel ännu. De blir det från den dag som anges, om ingen gör något dessförinnan.
closed-lede = Dessa var fel och är det inte längre. De står kvar, för de har varit.

## Backups
question-recent = färsk
question-reachable = nåbar
question-complete = fullständig
question-intact = oskadd
asks-recent = Är dess nyaste ögonblicksbild så ny som uppges?
asks-reachable = Går den att nå från den plats varifrån den skulle återställas?
asks-complete = Finns allt i den som måste finnas där?
asks-intact = Är dess byte desamma som förut?
answer-yes = ja
answer-in-part = delvis
answer-no = nej
answer-could-not-complete = kunde inte slutföras
answer-not-known = inte känt
turns-bad = svaret blir nej den { $day } om ingen gör något
row-location = plats
row-coverage = täckning
backups-lede = Fyra frågor ställs om varje kopia, och var och en har sitt eget svar. Inget svar ersätter ett annat: en oskadd kopia kan vara för gammal, och en färsk kan sakna det som behövs.
backups-caption = { $count ->
    [one] { $backup }: 1 kopia och de fyra frågorna
   *[other] { $backup }: { $count } kopior och de fyra frågorna
}
backups-copy = Kopia
backups-no-look = ingen har tittat
coverage-fresh = läst inom den uppgivna tiden
coverage-old = läst för längre sedan
coverage-never = aldrig läst
coverage-damaged = skadat
coverage-line = { $day } [{ $bar }] { $share } av { $size } läst i tid
coverage-line-damaged = { $size } skadat
coverage-title = Hur mycket av { $copy } som hade lästs
coverage-desc = { $count ->
    [one] En kontroll, den { $from }.
   *[other] { $count } kontroller mellan { $from } och { $to }.
} Vid den nyaste hade { $fresh } av { $size } lästs inom den uppgivna tiden, { $old } för längre sedan och { $never } aldrig; { $damaged } var skadat. Tabellen nedan innehåller samma tal.
coverage-note = Hela höjden är allt som låg där vid en kontroll. En stapel räcker till nästa kontroll, eller så långt som det brukar dröja; där ingen stapel står tittade ingen.
coverage-newest = { $count ->
    [one] 1 äldre kontroll är utelämnad här.
   *[other] { $count } äldre kontroller är utelämnade här.
}
coverage-table = Talen för { $copy }, kontroll för kontroll
coverage-look = Kontroll
coverage-size = Låg där
share = { $percent } %
share-small = <{ $percent } %

## Timeline
timeline-title = Tidslinje över fynd, del { $number } av { $of }
timeline-desc = { $count ->
    [one] En stapel mellan { $from } och { $to }, med ett streck vid { $now }. Tabellen nedan innehåller samma uppgifter.
   *[other] { $count } staplar mellan { $from } och { $to }, med ett streck vid { $now }. Tabellen nedan innehåller samma uppgifter.
}
timeline-caption = Alla fynd i den ordning de uppstod
timeline-finding = Fynd
timeline-opened = Uppstod
timeline-closed = Upphörde
timeline-days = Dagar
timeline-still-open = inte upphört
timeline-now = nu
legend-open = består
legend-uncertain = uppstod eller upphörde någon gång här, mellan två iakttagelser
legend-accepted = består och är godtaget
legend-ahead = uppstår om ingen gör något

## Pages and pictures
page-cookies = Sidan om kakor
page-privacy = Informationen om personuppgifter
versions-caption = { $count ->
    [one] 1 version har setts
   *[other] { $count } versioner har setts, i ordning
}
versions-hash = Version och bevis
versions-seen = Först och sist sedd
versions-gained = Nytt i den
versions-lost = Inte längre i den
versions-nothing = inget
screenshot-alt = Skärmbild av { $what }, { $at }
screenshot-before-consent = före något svar
screenshot-after-reject = efter ett nej
screenshot-after-accept = efter ett ja
screenshot-reload-after-reject = omladdad efter ett nej
screenshot-unshown = Beviset visas inte: { $kind } är inget slags bild som säkert kan bäddas in.

## Behind the findings
unused-lede = Dessa fynd godtogs i förteckningen, men några sådana fynd finns inte. Ta bort undantagen, eller rätta deras regel eller föremål.
damages-lede = Det som inte kunde läsas i dessa bevis saknas i rapporten.
rules-lede = Varje regel är en text som säger vad som är fel, varför det spelar roll och när regeln tiger. Dess kontrollsumma visar vilken text som användes. `vidne explain RULE` skriver ut den.
exhibits-caption = Varje bevis är en fil som aldrig har ändrats, och heter som sin SHA-256
exhibits-hash = SHA-256
exhibits-seen = Iakttaget
exhibits-findings = Fynd
check-lede = Ingen behöver lita på denna sida. Med bevismappen kan vem som helst göra om varje steg på en egen dator, utan nät.
check-verify = Kontrollera att inget bevis och ingen post i loggen har ändrats, tagits bort eller flyttats:
check-hash = Kontrollera ett bevis för hand; svaret ska vara summan i listan ovan:
check-again = Pröva förteckningen en gång till, för samma tidpunkt, och jämför:
colophon-program = Skriven av
colophon-service = Tjänst
colophon-now = Läget
colophon-rules = Regler
colophon-limits = Rapporten visar vad som har iakttagits och hur det skiljer sig från det som uppges. Den är inget rättsligt utlåtande. Alla tider är UTC.
