# Rapportens egne ord på dansk.

## Weight and state
severity-violation = overtrædelse
severity-warning = advarsel
severity-note = bemærkning
open-question = åbent spørgsmål
state-accepted = accepteret
state-ahead = forestående
state-closed = afsluttet
violations = { $count ->
    [one] 1 overtrædelse
   *[other] { $count } overtrædelser
}
warnings = { $count ->
    [one] 1 advarsel
   *[other] { $count } advarsler
}
notes = { $count ->
    [one] 1 bemærkning
   *[other] { $count } bemærkninger
}
questions = { $count ->
    [one] 1 åbent spørgsmål
   *[other] { $count } åbne spørgsmål
}
accepted = { $count ->
    [one] 1 accepteret
   *[other] { $count } accepterede
}
ahead = { $count ->
    [one] 1 forestående, hvis ingen gør noget
   *[other] { $count } forestående, hvis ingen gør noget
}
closed = { $count ->
    [one] 1 afsluttet
   *[other] { $count } afsluttede
}
no-questions = ingen åbne spørgsmål
list-and = { $before } og { $last }

## What a finding is about
subject-service = tjeneste
subject-recipient = modtager
subject-cookie = cookie
subject-page = side
subject-edge = led
subject-transfer = overførsel
subject-document = dokument
subject-form = formular
subject-exhibit = bevis
subject-declaration = fortegnelse
subject-backup = sikkerhedskopi
subject-copy = kopi
subject-host = værtsmaskine
subject-item = nødvendig del

## Rows of a finding
row-about = angår
row-when = hvornår
row-evidence = beviser
row-declared = oplyst i
row-law = målt mod
row-do = hvad der skal gøres
row-answer = hvad der ville give svar
row-caveat = forbehold
row-accepted = accepteret
evidence-none = intet bevis: det følger af fortegnelsen alene
evidence-more = { $count ->
    [one] og 1 bevis mere
   *[other] og { $count } beviser mere
}
accepted-until = til { $day }
accepted-without-end = uden slutdag

## Time
bound-day = den { $by }
bound-instant = { $by }
bound-between = mellem { $after } og { $by }
interval-open = opstod { $opened }; har bestået i { $count ->
    [0] mindre end et døgn
    [one] 1 dag
   *[other] { $count } dage
}
interval-ending = opstod { $opened }; har bestået i { $count ->
    [0] mindre end et døgn
    [one] 1 dag
   *[other] { $count } dage
}; ophører { $closed }, som det nu ser ud
interval-closed = opstod { $opened }; ophørte { $closed }; bestod i { $count ->
    [0] mindre end et døgn
    [one] 1 dag
   *[other] { $count } dage
}
interval-ahead = opstår { $opened }, hvis ingen gør noget

## Text for a terminal
unused-exception = ubrugt undtagelse
unused-says = intet fund svarer til denne undtagelse
damage = kun delvis læsbart
damage-offset = fra byte { $offset }
closing-as-of = { $service }, status { $now }
service-ended = Den angivne tjeneste ophørte { $day }. Hvad der ville blive spurgt om efter den dag, spørges der ikke om; `--at` med en tidligere dag viser, hvordan det stod til da.
nothing-found = intet fundet, og intet spørgsmål er åbent
nothing-found-but = { $count ->
    [one] intet fundet, men 1 spørgsmål er åbent
   *[other] intet fundet, men { $count } spørgsmål er åbne
}
closing-evidence = { $count ->
    [one] Hviler på 1 bevis, fra { $newest }.
   *[other] Hviler på { $count } beviser, det nyeste fra { $newest }.
}
closing-no-evidence = Hviler ikke på noget bevis: ingen har set efter.
remarks = { $count ->
    [one] 1 bemærkning om deklarationen, for eksempel et ord, der næsten er et kendt: `vidne check { $folder }` viser den.
   *[other] { $count } bemærkninger om deklarationen, for eksempel ord, der næsten er kendte: `vidne check { $folder }` viser dem.
}
closing-damages = { $count ->
    [one] 1 bevis kunne kun læses delvis.
   *[other] { $count } beviser kunne kun læses delvis.
}
explain-text = tekst
explain-english = Selve regelteksten er på engelsk.

## The page
kicker = Hvad der oplyses, hvad der er iagttaget
as-of = Status
lede = Rapporten lægger det, som den ansvarlige oplyser, ved siden af det, der er iagttaget, og viser, hvor de to afviger fra hinanden. Hvert fund angiver de beviser, det hviler på, så enhver kan kontrollere det.
skip = Gå til rapporten
heading-contents = Indhold
heading-summary = Sammenfatning
heading-findings = Fund
heading-questions = Åbne spørgsmål
heading-backups = Sikkerhedskopier
heading-accepted = Accepterede fund
heading-ahead = Forestående, hvis ingen gør noget
heading-closed = Afsluttede fund
heading-timeline = Tidslinje
heading-pages = Versioner af de oplyste sider
heading-screenshots = Skærmbilleder
heading-unused = Undtagelser, der ikke svarer til noget
heading-damages = Beviser, der kun kunne læses delvis
heading-rules = Reglerne bag rapporten
heading-exhibits = Beviser
heading-check = Sådan kontrolleres beviserne
heading-colophon = Om rapporten

## Summary
summary-found = Status { $now }: vidne finder { $list }.
summary-nothing = Status { $now }: vidne finder ingen fejl, og intet spørgsmål er åbent.
summary-nothing-but = { $count ->
    [one] Status { $now }: vidne finder ingen fejl, men 1 spørgsmål er åbent.
   *[other] Status { $now }: vidne finder ingen fejl, men { $count } spørgsmål er åbne.
}
summary-oldest = { $count ->
    [0] Det fund, der har bestået længst, har gjort det i mindre end et døgn:
    [one] Det fund, der har bestået længst, har gjort det i 1 dag:
   *[other] Det fund, der har bestået længst, har gjort det i { $count } dage:
}
summary-questions = { $count ->
    [one] Et spørgsmål er åbent: dér kan vidne ikke afgøre, om noget er galt. Det er ikke et tegn på, at alt er i orden.
   *[other] { $count } spørgsmål er åbne: dér kan vidne ikke afgøre, om noget er galt. Det er ikke et tegn på, at alt er i orden.
}
summary-accepted = { $count ->
    [one] Yderligere ét fund er accepteret af den ansvarlige. Det står nedenfor med sin grund.
   *[other] Yderligere { $count } fund er accepteret af den ansvarlige. De står nedenfor med deres grunde.
}
summary-evidence = { $count ->
    [one] Alt dette hviler på 1 bevis, fra { $newest }.
   *[other] Alt dette hviler på { $count } beviser, det nyeste fra { $newest }.
}
counts-caption = Fund og åbne spørgsmål
counts-what = Hvad
counts-count = Antal
group-violations = Overtrædelser
group-warnings = Advarsler
group-notes = Bemærkninger

## Findings
findings-none = Intet er fundet, og intet spørgsmål er åbent.
findings-none-but = { $count ->
    [one] Intet er fundet, men 1 spørgsmål er åbent. Se næste afsnit.
   *[other] Intet er fundet, men { $count } spørgsmål er åbne. Se næste afsnit.
}
questions-none = Intet spørgsmål er åbent: hver regel kunne afgøres.
questions-lede = Her mangler en regel en oplysning og kan ikke afgøres. Så længe et spørgsmål er åbent, siges der intet i nogen retning.
accepted-lede = Disse består, og den ansvarlige har accepteret dem af den grund, der er angivet. De er ikke talt med ovenfor.
ahead-lede = Disse er ikke forkerte endnu. De bliver det fra den angivne dag, hvis ingen gør noget inden da.
closed-lede = Disse var forkerte og er det ikke længere. De bliver stående, for de har været der.

## Backups
question-recent = rettidig
question-reachable = tilgængelig
question-complete = fuldstændig
question-intact = ubeskadiget
asks-recent = Er dens nyeste øjebliksbillede så nyt som oplyst?
asks-reachable = Kan den nås derfra, hvor den skulle gendannes?
asks-complete = Er alt det i den, som skal være der?
asks-intact = Er dens bytes de samme som før?
answer-yes = ja
answer-in-part = delvis
answer-no = nej
answer-could-not-complete = kunne ikke fuldføres
answer-not-known = vides ikke
turns-bad = svaret bliver nej den { $day }, hvis ingen gør noget
row-location = sted
row-coverage = dækning
backups-lede = Der stilles fire spørgsmål om hver kopi, og hvert har sit eget svar. Intet svar træder i stedet for et andet: en ubeskadiget kopi kan være for gammel, og en rettidig kan mangle det, der er brug for.
backups-caption = { $count ->
    [one] { $backup }: 1 kopi og de fire spørgsmål
   *[other] { $backup }: { $count } kopier og de fire spørgsmål
}
backups-copy = Kopi
backups-no-look = ingen har set efter
coverage-fresh = læst inden for den oplyste tid
coverage-old = læst for længere siden
coverage-never = aldrig læst
coverage-damaged = beskadiget
coverage-line = { $day } [{ $bar }] { $share } af { $size } læst i tide
coverage-line-damaged = { $size } beskadiget
coverage-title = Hvor meget af { $copy } der var læst
coverage-desc = { $count ->
    [one] Ét eftersyn, den { $from }.
   *[other] { $count } eftersyn mellem { $from } og { $to }.
} Ved det nyeste var { $fresh } af { $size } læst inden for den oplyste tid, { $old } for længere siden og { $never } aldrig; { $damaged } var beskadiget. Tabellen nedenfor indeholder de samme tal.
coverage-note = Hele højden er alt, hvad der lå der ved et eftersyn. En søjle rækker til næste eftersyn, eller så langt som der plejer at gå; hvor der ingen søjle står, så ingen efter.
coverage-newest = { $count ->
    [one] 1 ældre eftersyn er udeladt her.
   *[other] { $count } ældre eftersyn er udeladt her.
}
coverage-table = Tallene for { $copy }, eftersyn for eftersyn
coverage-look = Eftersyn
coverage-size = Lå der
share = { $percent } %
share-small = <{ $percent } %

## Timeline
timeline-title = Tidslinje over fund, del { $number } af { $of }
timeline-desc = { $count ->
    [one] Én bjælke mellem { $from } og { $to }, med en streg ved { $now }. Tabellen nedenfor indeholder de samme oplysninger.
   *[other] { $count } bjælker mellem { $from } og { $to }, med en streg ved { $now }. Tabellen nedenfor indeholder de samme oplysninger.
}
timeline-caption = Alle fund i den rækkefølge, de opstod
timeline-finding = Fund
timeline-opened = Opstod
timeline-closed = Ophørte
timeline-days = Dage
timeline-still-open = ikke ophørt
timeline-now = nu
legend-open = består
legend-uncertain = opstod eller ophørte et sted herinde, mellem to iagttagelser
legend-accepted = består og er accepteret
legend-ahead = opstår, hvis ingen gør noget

## Pages and pictures
page-cookies = Siden om cookies
page-privacy = Oplysningerne om persondata
versions-caption = { $count ->
    [one] 1 version er set
   *[other] { $count } versioner er set, i rækkefølge
}
versions-hash = Version og bevis
versions-seen = Først og sidst set
versions-gained = Nyt i den
versions-lost = Ikke længere i den
versions-nothing = intet
screenshot-alt = Skærmbillede af { $what }, { $at }
screenshot-before-consent = før noget svar
screenshot-after-reject = efter et nej
screenshot-after-accept = efter et ja
screenshot-reload-after-reject = genindlæst efter et nej
screenshot-unshown = Beviset vises ikke: { $kind } er ikke en slags billede, der sikkert kan indlejres.

## Behind the findings
unused-lede = Disse fund er accepteret i fortegnelsen, men der findes ingen sådanne fund. Fjern undtagelserne, eller ret deres regel eller emne.
damages-lede = Det, der ikke kunne læses i disse beviser, mangler i rapporten.
rules-lede = Hver regel er en tekst, der siger, hvad der er galt, hvorfor det betyder noget, og hvornår reglen tier. Dens kontrolsum viser, hvilken tekst der blev brugt. `vidne explain RULE` skriver den ud.
exhibits-caption = Hvert bevis er en fil, der aldrig er ændret, og hedder som sin SHA-256
exhibits-hash = SHA-256
exhibits-seen = Iagttaget
exhibits-findings = Fund
check-lede = Ingen behøver at stole på denne side. Med bevismappen kan enhver gentage hvert trin på sin egen maskine, uden net.
check-verify = Kontrollér, at intet bevis og ingen post i loggen er ændret, fjernet eller flyttet:
check-hash = Kontrollér ét bevis i hånden; svaret skal være summen i listen ovenfor:
check-again = Vurdér fortegnelsen én gang til, for samme tidspunkt, og sammenlign:
colophon-program = Skrevet af
colophon-service = Tjeneste
colophon-now = Status
colophon-rules = Regler
colophon-limits = Rapporten viser, hvad der er iagttaget, og hvordan det afviger fra det, der oplyses. Den er ikke en juridisk udtalelse. Alle tider er UTC.
