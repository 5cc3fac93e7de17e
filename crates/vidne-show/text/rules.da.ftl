# Reglernes sætninger på dansk: <regel>--title, <regel>--remedy, <regel>--<sætningens navn>.
# Det, der mangler her, siges på engelsk. En dato kan være en måned alene: derfor står de fleste uden »den«.

## Recipients
undeclared-recipient--title = Nogen medvirker i tjenesten, som fortegnelsen ikke nævner.
undeclared-recipient--remedy = Find ud af, hvem der tog modtageren ind og siden hvornår. Indfør den i fortegnelsen med rolle, aftale og startdag, eller fjern den fra webstedet.
undeclared-recipient--nobody-looked = der foreligger ingen gennemført iagttagelse af webstedet
undeclared-recipient--no-headers = de seneste iagttagelser omfatter hverken HTTP-headere eller adresser, så et netværk foran webstedet ville ikke kunne ses
undeclared-recipient--only-hints = { $signs } tyder på { $who }, men beviser det ikke
undeclared-recipient--in-front = { $who } står foran webstedets egne sider ({ $signs }), og fortegnelsen nævner det ikke
undeclared-recipient--form = { $who } får det, som besøgende skriver i en formular ({ $signs }), og fortegnelsen nævner det ikke
undeclared-recipient--contacted = { $who } modtager forespørgsler fra siden ({ $signs }), og fortegnelsen nævner det ikke

supplier-receives-personal-data--title = En modtager, der er angivet som blot leverandør, modtager de besøgendes personoplysninger.
supplier-receives-personal-data--remedy = Angiv modtageren som databehandler eller underdatabehandler, og fremskaf den aftale og den godkendelse, som det kræver.
supplier-receives-personal-data--nobody-looked = ingen gennemført iagttagelse viser, om { $who } modtager oplysninger
supplier-receives-personal-data--receives = { $who } er angivet som leverandør, men modtager { $data } ({ $signs })

observed-data-beyond-declared--title = En modtager får kategorier af oplysninger, som leddet til den ikke angiver.
observed-data-beyond-declared--remedy = Tilføj kategorierne i leddets behandling, i aftalen og i privatlivspolitikken, eller sørg for, at de ikke når modtageren.
observed-data-beyond-declared--nobody-looked = ingen gennemført iagttagelse viser, hvilke oplysninger der faktisk videregives
observed-data-beyond-declared--beyond = { $who } får { $data }, som leddet dertil ikke angiver

undeclared-third-country--title = En server i et tredjeland er iagttaget, og fortegnelsen angiver ikke et sådant land for modtageren.
undeclared-third-country--remedy = Spørg modtageren, hvor den behandler oplysningerne, og indfør landene på leddet med det dokument, der siger det. Sørg derefter for et overførselsgrundlag, eller lad modtageren betjene de besøgende inde fra EØS.
undeclared-third-country--no-location = der foreligger ingen oplysning om, hvor servere hos { $who } står; angiv en adressedatabase for vidne
undeclared-third-country--seen-abroad = servere hos { $who } er iagttaget i { $where }{ $vantage }; fortegnelsen angiver ikke et sådant land for modtageren

undeclared-foreign-parent--title = En modtager, eller det selskab, der ejer den, har hjemsted i et tredjeland, og fortegnelsen siger intet om det.
undeclared-foreign-parent--remedy = Indfør landet på leddet med `kind = "legal-exposure"`, og lad vurderingen sige, hvad der følger af det.
undeclared-foreign-parent--no-seat = hverken kataloget eller fortegnelsen angiver, hvor { $who } har hjemsted
undeclared-foreign-parent--seat-abroad = { $who } har hjemsted i { $country }; fortegnelsen siger intet om det land

broken-form--title = En formular på webstedet virker ikke.
broken-form--remedy = Reparér formularen, og se efter igen. vidne indsender aldrig en formular: det fortæller kun, hvad der kan ses uden at gøre det.
broken-form--no-forms = de seneste iagttagelser omfatter ikke formularer
broken-form--broken = formularen virker ikke: { $error }

unencrypted-form--title = Det, som de besøgende skriver i en formular på webstedet, sendes ukrypteret.
unencrypted-form--remedy = Lad formularen blive sendt til en adresse, der begynder med `https://`. Hvis et `meta`-element på siden får browsere til at kryptere, kan ingen iagttagelse vise det: ret adressen alligevel, for ikke alle browsere retter sig efter det.
unencrypted-form--no-forms = de seneste iagttagelser omfatter ikke formularer
unencrypted-form--no-headers = formularen angiver en ukrypteret adresse hos { $host }, og iagttagelsen viser ikke, om browsere krypterer alligevel
unencrypted-form--sent = det, som de besøgende skriver i formularen, sendes ukrypteret til { $host }

## Cookies
undeclared-cookie--title = Noget gemmes i de besøgendes browsere, som hverken fortegnelsen eller cookiesiden nævner.
undeclared-cookie--remedy = Nævn posten på cookiesiden med, hvem der sætter den, hvad den bruges til, og hvor længe den gemmes, eller hold op med at sætte den.
undeclared-cookie--blind = { $what ->
    [cookies] de seneste iagttagelser omfatter ikke cookies
   *[what-else-is-kept] de seneste iagttagelser omfatter ikke, hvad der ellers gemmes i browseren
}
undeclared-cookie--unreadable = fortegnelsen nævner ikke { $name }, og cookiesiden kan ikke læses
undeclared-cookie--unseen = fortegnelsen nævner ikke { $name }, og der foreligger ingen tekst fra cookiesiden
undeclared-cookie--kept = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }{ $owner }) gemmes{ $phase }{ $setter }; hverken fortegnelsen eller cookiesiden nævner den

cookie-missing-from-page--title = Fortegnelsen indeholder en cookie, men den cookieside, som de besøgende læser, nævner den ikke.
cookie-missing-from-page--remedy = Bring cookiesiden i overensstemmelse med fortegnelsen.
cookie-missing-from-page--unseen = der foreligger ingen tekst fra cookiesiden
cookie-missing-from-page--missing = fortegnelsen indeholder { $name }, som også gemmes hos de besøgende, men cookiesiden nævner den ikke
cookie-missing-from-page--hidden = cookiesiden nævner kun { $name } dér, hvor de besøgende ikke ser det
cookie-missing-from-page--unreadable = cookiesiden kan ikke læses

cookie-outlives-declaration--title = En cookie lever længere, end fortegnelsen angiver.
cookie-outlives-declaration--remedy = Forkort cookiens levetid, eller ret fortegnelsen og cookiesiden.
cookie-outlives-declaration--blind = de seneste iagttagelser omfatter ikke cookies
cookie-outlives-declaration--outlives = { $name } lever i { $lives }, men fortegnelsen angiver { $declared }

cookie-entry-incomplete--title = Fortegnelsen indeholder en cookie uden at sige, hvis den er, eller hvad den bruges til.
cookie-entry-incomplete--remedy = Tilføj `organisation`, `purpose` og `max_age` i posten, og angiv det samme på cookiesiden.
cookie-entry-incomplete--blind = de seneste iagttagelser viser ikke, hvor længe cookies gemmes
cookie-entry-incomplete--incomplete = i posten for { $name } mangler: { $lacking }

third-party-cookie-before-consent--title = En tredjepart gemmer en cookie i de besøgendes browsere, før de har givet samtykke.
third-party-cookie-before-consent--remedy = Indlæs først det, der sætter cookien, når den besøgende har accepteret, eller vis, hvorfor tjenesten ikke kan undvære den, og acceptér dette fund med den begrundelse.
third-party-cookie-before-consent--blind = de seneste iagttagelser omfatter ikke cookies
third-party-cookie-before-consent--kept-unknown = de seneste iagttagelser viser ikke, om browseren gemte { $name }
third-party-cookie-before-consent--phase-unknown = de seneste iagttagelser viser ikke, om { $name } blev gemt, før der var givet samtykke
third-party-cookie-before-consent--never-before = { $name } gemmes, og ingen har iagttaget webstedet, før der blev givet samtykke
third-party-cookie-before-consent--kept = { $name } ({ $domain }{ $owner }) gemmes{ $phase }{ $setter }
third-party-cookie-before-consent--perhaps-exempt = { $name } ({ $domain }{ $owner }) gemmes{ $phase }{ $setter }; den er dokumenteret som en cookie til { $purposes }, og en sådan kan være undtaget fra samtykke

stored-before-consent--title = Webstedet selv gemmer noget i de besøgendes browsere, før de har givet samtykke, og det bruges til mere, end webstedet behøver.
stored-before-consent--remedy = Indlæs først det, der sætter den, når den besøgende har accepteret. Hvis den kun tjener det, som den besøgende har bedt om, så lad fortegnelsen sige, hvad den bruges til.
stored-before-consent--blind = de seneste iagttagelser omfatter hverken cookies eller andet, der gemmes
stored-before-consent--blind-cookies = de seneste iagttagelser omfatter ikke cookies
stored-before-consent--blind-storage = de seneste iagttagelser omfatter ikke localStorage, databaser og cacher
stored-before-consent--phase-unknown = de seneste iagttagelser viser ikke, om { $name } blev gemt, før der var givet samtykke
stored-before-consent--never-before = { $name } gemmes, og ingen har iagttaget webstedet, før der blev givet samtykke
stored-before-consent--purpose-unknown = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) gemmes, før der er givet samtykke, og intet viser, hvad den bruges til
stored-before-consent--declared = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) gemmes, før der er givet samtykke{ $setter }; fortegnelsen siger, at den bruges til “{ $purpose }”
stored-before-consent--documented = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) gemmes, før der er givet samtykke{ $setter }; { $who } dokumenterer den som en til { $purposes }
stored-before-consent--set-by = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) gemmes, før der er givet samtykke{ $setter }; { $who } er kendt for { $kind ->
    [analytics] webanalyse
    [advertising] annoncering
   *[other] { $kind }
}

refusal-not-respected--title = En besøgende siger nej, og det, der kræver samtykke, fortsætter eller begynder alligevel.
refusal-not-respected--remedy = Find ud af, hvad der starter det, uanset hvad den besøgende vælger, og lad det først spørge efter det gemte valg. Iagttag igen, med en genindlæsning efter afslaget.
refusal-not-respected--on-consent = { $who } kontaktes efter et afslag ({ $signs }), og fortegnelsen støtter { $edge } på samtykke
refusal-not-respected--known-for = { $who } kontaktes efter et afslag ({ $signs }); modtageren er kendt for { $kind ->
    [analytics] webanalyse
    [advertising] annoncering
   *[other] { $kind }
}
refusal-not-respected--keeps = { $who } sætter { $name } efter et afslag, hvilket kræver samtykke
refusal-not-respected--nobody-refused = { $name } kræver samtykke, og ingen har iagttaget webstedet efter et afslag
refusal-not-respected--blind-cookies = iagttagelserne efter et afslag omfatter ikke cookies
refusal-not-respected--blind-storage = iagttagelserne efter et afslag omfatter ikke localStorage, databaser og cacher
refusal-not-respected--declared = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sættes efter et afslag{ $setter }; fortegnelsen siger, at den bruges til “{ $purpose }”
refusal-not-respected--documented = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sættes efter et afslag{ $setter }; { $who } dokumenterer den som en til { $purposes }
refusal-not-respected--set-by = { $store ->
    [cookie] cookien
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sættes efter et afslag{ $setter }; { $who } er kendt for { $kind ->
    [analytics] webanalyse
    [advertising] annoncering
   *[other] { $kind }
}

## Notices
recipient-missing-from-notice--title = Nogen modtager de besøgendes oplysninger, og privatlivspolitikken angiver hverken, hvem det er, eller hvilken kategori det drejer sig om.
recipient-missing-from-notice--remedy = Nævn modtageren ved navn i privatlivspolitikken, med hvad den får og hvorfor.
recipient-missing-from-notice--category = privatlivspolitikken nævner kun { $who } som kategori{ $quote }
recipient-missing-from-notice--vague = privatlivspolitikken nævner kun { $who } som en mulighed{ $quote }
recipient-missing-from-notice--hidden = privatlivspolitikken nævner kun { $who } dér, hvor de besøgende først skal åbne noget{ $quote }
recipient-missing-from-notice--silent = privatlivspolitikken nævner ikke { $who }
recipient-missing-from-notice--denied = privatlivspolitikken benægter, at { $who } modtager oplysninger{ $quote }
recipient-missing-from-notice--unreadable = privatlivspolitikken kan ikke læses: { $reason }
recipient-missing-from-notice--unseen = { $role ->
    [cookies] der foreligger ingen tekst fra cookiesiden
   *[privacy] der foreligger ingen tekst fra privatlivspolitikken
}
recipient-missing-from-notice--undeclared = { $role ->
    [cookies] fortegnelsen angiver ingen cookieside
   *[privacy] fortegnelsen angiver ingen privatlivspolitik
}

purpose-missing-from-notice--title = Privatlivspolitikken angiver ikke, til hvilke formål en modtager får oplysninger.
purpose-missing-from-notice--remedy = Angiv i privatlivspolitikken, hvad hver modtager bruges til, i tilknytning til dens navn og med retsgrundlaget.
purpose-missing-from-notice--unmentioned = privatlivspolitikken nævner ikke { $who }, og dermed heller ikke, hvad modtageren bruges til
purpose-missing-from-notice--missing = privatlivspolitikken siger ikke, at { $who } bruges til { $purposes }
purpose-missing-from-notice--purpose-undeclared = fortegnelsen angiver ikke, hvad { $who } bruges til, så privatlivspolitikken kan ikke vurderes
purpose-missing-from-notice--undeclared = { $role ->
    [cookies] fortegnelsen angiver ingen cookieside
   *[privacy] fortegnelsen angiver ingen privatlivspolitik
}
purpose-missing-from-notice--unreadable = privatlivspolitikken kan ikke læses: { $reason }
purpose-missing-from-notice--unseen = { $role ->
    [cookies] der foreligger ingen tekst fra cookiesiden
   *[privacy] der foreligger ingen tekst fra privatlivspolitikken
}

data-missing-from-notice--title = Det er iagttaget, at en modtager får oplysninger, som privatlivspolitikken ikke nævner.
data-missing-from-notice--remedy = Angiv i privatlivspolitikken, hvilke oplysninger modtageren får.
data-missing-from-notice--missing = privatlivspolitikken siger ikke, at { $who } får { $data }
data-missing-from-notice--unreadable = privatlivspolitikken kan ikke læses: { $reason }
data-missing-from-notice--unseen = { $role ->
    [cookies] der foreligger ingen tekst fra cookiesiden
   *[privacy] der foreligger ingen tekst fra privatlivspolitikken
}
data-missing-from-notice--undeclared = { $role ->
    [cookies] fortegnelsen angiver ingen cookieside
   *[privacy] fortegnelsen angiver ingen privatlivspolitik
}

subjects-missing-from-notice--title = Personer, hvis oplysninger behandles, hører ikke til de grupper, som privatlivspolitikken henvender sig til.
subjects-missing-from-notice--remedy = Tilføj et afsnit for den gruppe: hvilke oplysninger, hvorfor, på hvilket retsgrundlag, og hvem der får dem.
subjects-missing-from-notice--missing = oplysninger om gruppen { $group ->
    [visitor] besøgende
    [user] brugere
    [employee] ansatte
    [applicant] jobansøgere
    [subscriber] abonnenter
    [customer] kunder
    [citizen] borgere
    [orderer] bestillere
    [participant] deltagere
    [child] børn
    [pupil] elever
    [guardian] forældre og værger
    [patient] patienter
    [contact-person] kontaktpersoner
    [contractor] konsulenter
    [member] medlemmer
   *[other] { $group }
} behandles, og privatlivspolitikken omtaler ikke den gruppe
subjects-missing-from-notice--unreadable = privatlivspolitikken kan ikke læses: { $reason }
subjects-missing-from-notice--unseen = { $role ->
    [cookies] der foreligger ingen tekst fra cookiesiden
   *[privacy] der foreligger ingen tekst fra privatlivspolitikken
}
subjects-missing-from-notice--undeclared = { $role ->
    [cookies] fortegnelsen angiver ingen cookieside
   *[privacy] fortegnelsen angiver ingen privatlivspolitik
}

transfer-missing-from-notice--title = Oplysninger overføres til et tredjeland, og privatlivspolitikken siger det ikke, eller ikke med hvilken garanti.
transfer-missing-from-notice--remedy = Angiv i privatlivspolitikken landet, modtageren, garantien, og hvor man kan få en kopi af den.
transfer-missing-from-notice--silent = oplysninger overføres til { $who } ({ $countries }), og privatlivspolitikken siger det ikke
transfer-missing-from-notice--denied = oplysninger overføres til { $who } ({ $countries }), og privatlivspolitikken benægter det{ $quote }
transfer-missing-from-notice--incomplete = privatlivspolitikken omtaler overførslen til { $who }, men dette mangler: { $missing }
transfer-missing-from-notice--unreadable = privatlivspolitikken kan ikke læses: { $reason }
transfer-missing-from-notice--unseen = { $role ->
    [cookies] der foreligger ingen tekst fra cookiesiden
   *[privacy] der foreligger ingen tekst fra privatlivspolitikken
}
transfer-missing-from-notice--undeclared = { $role ->
    [cookies] fortegnelsen angiver ingen cookieside
   *[privacy] fortegnelsen angiver ingen privatlivspolitik
}

notice-differs-by-language--title = Siden nævner nogen eller noget på ét sprog og udelader det på et andet.
notice-differs-by-language--remedy = Hold én liste over modtagere og cookies, og lav siden på hvert sprog ud fra den. Ret dem alle samme dag.
notice-differs-by-language--differs = { $silent } nævner ikke { $what }, men det gør { $named }
notice-differs-by-language--unseen = der foreligger ingen tekst fra { $url }, så den kan ikke sammenlignes med de andre
notice-differs-by-language--no-language = sproget på { $url } kan ikke afgøres, så den kan ikke sammenlignes med de andre

notice-page-not-found--title = Den adresse, der er angivet for privatlivspolitikken eller cookiesiden, svarer, at siden ikke findes.
notice-page-not-found--remedy = Læg siden tilbage, eller lad den gamle adresse føre videre til den nye, da andre har linket til den. Er siden flyttet, så angiv den nye adresse under `[service.pages]` med `from` og den gamle med `until`. Se derefter efter igen.
notice-page-not-found--gone = siden er der ikke: adressen svarer { $status }
notice-page-not-found--unclear = den seneste iagttagelse af siden, fra den { $day }, viser ikke, om den findes
notice-page-not-found--unseen = ingen iagttagelse viser, om siden findes

## Chain
edge-without-agreement--title = Oplysninger overlades til en databehandler, eller videre til en underdatabehandler, uden at der kan fremvises en aftale om det.
edge-without-agreement--remedy = Indgå aftalen, eller bed databehandleren om den, der findes, og indfør den med dagen for underskriften.
edge-without-agreement--undated = intet viser, siden hvornår { $document } binder nogen
edge-without-agreement--not-yet = oplysninger overlades til { $who } ({ $path }), og før { $day } viser intet, at { $document } binder nogen
edge-without-agreement--not-shown = oplysninger overlades til { $who } ({ $path }), og intet viser, at { $document } binder nogen
edge-without-agreement--ended = oplysninger overlades til { $who } ({ $path }), og { $document } er ikke længere i kraft
edge-without-agreement--none = oplysninger overlades til { $who } ({ $path }), og fortegnelsen kender ingen aftale for det led
edge-without-agreement--no-agreement = oplysninger overlades til { $who } ({ $path }), og { $document }, som fortegnelsen angiver for det led, er ingen aftale ({ $kind ->
    [processor-agreement] databehandleraftale
    [joint-controller-arrangement] ordning mellem fælles dataansvarlige
    [amendment] tillæg
    [commercial-amendment] tillæg til den kommercielle aftale
    [annex] bilag
    [template] skabelon
    [standard-clauses] standardkontraktbestemmelser
    [assessment] vurdering
   *[other] andet dokument
})
edge-without-agreement--of-other-roles = oplysninger overlades til { $who } ({ $path }), og { $document }, som fortegnelsen angiver for det led, er ingen aftale med { $role ->
    [joint-controller] en fælles dataansvarlig
   *[other] en databehandler
} ({ $kind ->
    [processor-agreement] databehandleraftale
    [joint-controller-arrangement] ordning mellem fælles dataansvarlige
    [amendment] tillæg
    [commercial-amendment] tillæg til den kommercielle aftale
    [annex] bilag
    [template] skabelon
    [standard-clauses] standardkontraktbestemmelser
    [assessment] vurdering
   *[other] andet dokument
})
edge-without-agreement--of-others = oplysninger overlades til { $who } ({ $path }), og { $document }, som fortegnelsen angiver for det led, er mellem { $parties }

edge-without-approval--title = En underdatabehandler anvendes uden den dataansvarliges godkendelse.
edge-without-approval--remedy = Beslut, om underdatabehandleren skal godkendes, og indfør beslutningen med dag og beslutningstager, eller sørg for, at underdatabehandleren ikke længere anvendes.
edge-without-approval--undated = godkendelsen af { $who } har ingen dato, så intet viser, at den kom før starten
edge-without-approval--refused = { $who } arbejder for { $by }, selv om den dataansvarlige har afslået det
edge-without-approval--none = { $who } arbejder for { $by }, og der foreligger ingen godkendelse fra den dataansvarlige

agreement-copy-not-held--title = Den dataansvarlige har ingen kopi af en underdatabehandleraftale, selv om en bestemmelse giver ret til en.
agreement-copy-not-held--remedy = Bed databehandleren om kopien, skriftligt og med en svarfrist, og indfør, hvornår den kom.
agreement-copy-not-held--unsaid = fortegnelsen angiver ikke, om der findes en kopi af aftalen med { $who }
agreement-copy-not-held--said = den dataansvarlige har ingen kopi af aftalen med { $who }; det oplyste { $sayer } ({ $day })
agreement-copy-not-held--none = den dataansvarlige har ingen kopi af aftalen med { $who }

agreement-not-shown-to-bind--title = En aftale er en leverandørs standardtekst, og intet viser, at parterne har accepteret den, eller hvornår.
agreement-not-shown-to-bind--remedy = Fremskaf bestillingen, underskriftssiden eller beviset for accepten, med dato og den version, der blev accepteret.
agreement-not-shown-to-bind--undated = fortegnelsen angiver hverken, hvornår { $document } blev underskrevet, eller om den blev accepteret
agreement-not-shown-to-bind--standard = { $document } er en standardtekst fra leverandøren; intet viser, at { $parties ->
    [anyone] nogen
   *[other] { $parties }
} har accepteret den, eller hvornår

agreement-contents-missing--title = En databehandleraftale mangler indhold, som loven kræver.
agreement-contents-missing--remedy = Ændr aftalen, eller fremskaf det bilag, der indeholder det manglende.
agreement-contents-missing--unread = fortegnelsen angiver ikke, hvad { $document } indeholder (`contents`)
agreement-contents-missing--missing = { $document } angiver ikke { $missing }, og der foreligger intet bilag, der gør det

annexes-not-held--title = En aftale henviser til bilag, der ikke foreligger.
annexes-not-held--remedy = Fremskaf bilagene, eller få skriftligt bekræftet, at der ingen er, og ret den tekst, der henviser til dem.
annexes-not-held--unknown = det vides ikke, om nogen har bilagene til { $document }
annexes-not-held--missing = { $document } henviser til bilag, der ikke foreligger: { $annexes }

document-not-held--title = Et dokument, som nogen støtter sig på, omtales, og ingen har en kopi af det.
document-not-held--remedy = Fremskaf dokumentet, og indfør, hvornår det kom, eller indfør, at det ikke findes.
document-not-held--unknown = det vides ikke, om nogen har { $document }
document-not-held--mentioned = { $state ->
    [referenced] { $document } omtales{ $since }, og der foreligger ingen kopi
    [requested] der er anmodet om { $document }{ $since }, og der foreligger ingen kopi
    [withheld] { $document } holdes tilbage{ $since }, og der foreligger ingen kopi
   *[said-not-to-be-held] { $document } haves ikke, efter det oplyste{ $since }, og der foreligger ingen kopi
}

statement-contradicted--title = Nogen har oplyst, at et dokument, eller en del af det, ikke findes, og noget andet, der foreligger, siger, at det må findes.
statement-contradicted--remedy = Bed den, der gav oplysningen, om at forklare den, og ret fortegnelsen eller svaret.
statement-contradicted--copy-promised = { $sayer ->
    [somebody] nogen
   *[other] { $sayer }
} oplyste ({ $day }), at { $document } ikke haves, men punkt { $clause } i { $parent } giver ret til en kopi
statement-contradicted--annexes-unknown = { $document } henviser til bilag, og det vides ikke, om de findes
statement-contradicted--annexes = { $sayer ->
    [somebody] nogen
   *[other] { $sayer }
} oplyste ({ $day }), at { $document } ikke har bilag, men teksten henviser til { $annexes }
statement-contradicted--amendments = { $sayer ->
    [somebody] nogen
   *[other] { $sayer }
} oplyste ({ $day }), at { $document } ikke er ændret, men { $amending } indeholder en ændring
statement-contradicted--arrived = { $sayer ->
    [somebody] nogen
   *[other] { $sayer }
} oplyste ({ $day }), at { $document } ikke haves; en kopi er kommet ({ $arrived }), og intet viser, at dokumentet er yngre end oplysningen

sub-processor-without-amendment--title = En underdatabehandler kom til, efter at aftalen blev underskrevet, og intet skriftligt tillæg tager den ind.
sub-processor-without-amendment--remedy = Fremskaf det tillæg, der tager underdatabehandleren ind, dateret senest dens startdag, eller indgå ét nu, og notér tiden derimellem.
sub-processor-without-amendment--unknown = det vides ikke, om { $document } er ændret
sub-processor-without-amendment--not-introduced = { $who } kom til (startdag: { $start }), og intet tillæg til { $document } indtil da tager underdatabehandleren ind

sub-processor-not-reported--title = En databehandler anvender en underdatabehandler, som den ikke har indberettet til den dataansvarlige.
sub-processor-not-reported--remedy = Bed databehandleren om en dateret liste over underdatabehandlere, og indfør den som `[[report]]`.
sub-processor-not-reported--unread = fortegnelsen angiver ikke, om { $by } skal indberette sine underdatabehandlere
sub-processor-not-reported--unreported = ingen indberetning fra { $by } nævner { $who }

report-overdue--title = En databehandler har ikke indberettet sine underdatabehandlere i længere tid, end aftalen tillader.
report-overdue--remedy = Bed om en ny indberetning, og indfør den som `[[report]]`.
report-overdue--no-interval = punkt { $clause } i { $document } kræver indberetning fra { $by }, men fortegnelsen angiver intet interval (`every`)
report-overdue--late = { $by } skal indberette sine underdatabehandlere med intervallet { $every }; det skete senest den { $last }, så en indberetning skulle være kommet den { $due }
report-overdue--never = { $by } skal indberette sine underdatabehandlere med intervallet { $every }; det er aldrig sket

country-of-processing-unknown--title = Fortegnelsen angiver ikke, i hvilket land en databehandler behandler oplysningerne.
country-of-processing-unknown--remedy = Spørg databehandleren, hvor oplysningerne opbevares, og hvorfra de kan læses, og indfør hvert land med sin kilde.
country-of-processing-unknown--none = fortegnelsen angiver intet land, hvor { $who } behandler oplysningerne
country-of-processing-unknown--unheld = landene for { $who } hviler på { $document }, som ingen har en kopi af

objection-right-missing--title = En aftale, som underdatabehandlere arbejder under, giver ikke den dataansvarlige mulighed for at gøre indsigelse mod en underdatabehandler.
objection-right-missing--remedy = Tilføj en bestemmelse, der lader den dataansvarlige gøre indsigelse, eller opsige aftalen, inden for en fastsat frist.
objection-right-missing--unread = fortegnelsen angiver ikke, hvilke bestemmelser { $document } indeholder
objection-right-missing--missing = { $document } giver ikke den dataansvarlige ret til at gøre indsigelse mod en underdatabehandler

liability-clause-missing--title = En aftale, som underdatabehandlere arbejder under, siger ikke, at databehandleren hæfter for dem.
liability-clause-missing--remedy = Tilføj bestemmelsen.
liability-clause-missing--unread = fortegnelsen angiver ikke, hvilke bestemmelser { $document } indeholder
liability-clause-missing--missing = { $document } siger ikke, at databehandleren hæfter for sine underdatabehandlere

flow-down-incomplete--title = En underdatabehandleraftale mangler forpligtelser, som databehandleren selv har.
flow-down-incomplete--remedy = Sammenlign de to tekster forpligtelse for forpligtelse, og få de manglende indført i underdatabehandleraftalen.
flow-down-incomplete--unread = fortegnelsen angiver ikke, hvilke forpligtelser { $document } indeholder
flow-down-incomplete--missing = { $child } mangler forpligtelser, som { $parent } pålægger { $by }: { $missing }

data-beyond-parent-agreement--title = En underdatabehandleraftale omfatter flere kategorier af oplysninger end databehandlerens egen aftale.
data-beyond-parent-agreement--remedy = Få underdatabehandleraftalen indskrænket, eller udvid databehandlerens aftale, fortegnelsen og privatlivspolitikken, og angiv grunden.
data-beyond-parent-agreement--unread = fortegnelsen angiver ikke, hvilke kategorier af oplysninger { $document } omfatter
data-beyond-parent-agreement--beyond = { $child } omfatter kategorier af oplysninger, som { $parent } ikke omfatter: { $beyond }

purposes-beyond-parent-agreement--title = En underdatabehandleraftale omfatter formål, som databehandlerens egen aftale ikke omfatter.
purposes-beyond-parent-agreement--remedy = Få underdatabehandleraftalen indskrænket, eller udvid databehandlerens aftale, fortegnelsen og privatlivspolitikken, og angiv grunden.
purposes-beyond-parent-agreement--unread = fortegnelsen angiver ikke, hvilke formål { $document } omfatter
purposes-beyond-parent-agreement--beyond = { $child } omfatter formål, som { $parent } ikke omfatter: { $beyond }

observed-data-beyond-agreement--title = Det er iagttaget, at oplysninger gives videre, som en aftale højere oppe i kæden ikke omfatter.
observed-data-beyond-agreement--remedy = Undersøg, hvad der ellers gives videre, bevar materialet, og ændr aftalerne, eller stop strømmen.
observed-data-beyond-agreement--unread = fortegnelsen angiver ikke, hvilke oplysninger aftalerne over { $who } omfatter
observed-data-beyond-agreement--beyond = det er iagttaget, at { $who } får { $data }, som { $document } ikke omfatter

processor-tier-undeclared--title = En aftale opregner yderligere databehandlere, som fortegnelsen ikke har.
processor-tier-undeclared--remedy = Indfør hver yderligere databehandler som organisation og som led, med land og overførselsgrundlag.
processor-tier-undeclared--unheld = ingen har en kopi af { $document }, så det kan ikke siges, hvem den opregner
processor-tier-undeclared--missing = { $document } opregner yderligere databehandlere, som fortegnelsen ikke har: { $names }

assessment-missing--title = En modtager anvendes, og der foreligger ingen vurdering af risikoen.
assessment-missing--remedy = Foretag vurderingen, indfør den med dato, og beslut, hvad der følger af den.
assessment-missing--unknown = det vides ikke, om risikoen ved { $who } er vurderet
assessment-missing--missing = { $days ->
    [0] der foreligger ingen vurdering af risikoen ved { $who }, på startdagen
    [one] der foreligger ingen vurdering af risikoen ved { $who }, 1 dag efter starten
   *[other] der foreligger ingen vurdering af risikoen ved { $who }, { $days } dage efter starten
}
assessment-missing--missing-undated = der foreligger ingen vurdering af risikoen ved { $who }
assessment-missing--undeclared = { $who } medvirker, og der foreligger ingen vurdering af risikoen ved det

## Transfers
transfer-without-basis--title = Oplysninger overføres til et tredjeland, og intet overførselsgrundlag gælder på dagen.
transfer-without-basis--remedy = Stop overførslen, eller støt den på et grundlag, der gælder i dag, og indfør det på leddet som `[[edge.transfer]]`.
transfer-without-basis--limited = tilstrækkelighedsafgørelsen for { $country } er begrænset ({ $limits }), og det fremgår ikke, om { $who } er omfattet
transfer-without-basis--none = oplysninger hos { $who } er i { $country }, og fortegnelsen angiver intet grundlag for det; den { $day } er der ingen tilstrækkelighedsafgørelse for { $country }
transfer-without-basis--not-valid = overførslen til { $who } ({ $country }) hviler på { $basis }: { $why }
transfer-without-basis--no-decision = overførslen til { $who } ({ $country }) hviler på en tilstrækkelighedsafgørelse, og den { $day } er der ingen for { $country }
transfer-without-basis--not-covered = tilstrækkelighedsafgørelsen for { $country } er begrænset ({ $limits }), { $who } er ikke omfattet, og fortegnelsen angiver intet andet grundlag
transfer-without-basis--wrong-roles = overførslen til { $who } ({ $country }) hviler på { $basis }, som ikke er skrevet til en overførsel fra { $exporter ->
    [controller] en dataansvarlig
    [processor] en databehandler
   *[other] { $exporter }
} til { $importer ->
    [controller] en dataansvarlig
    [processor] en databehandler
   *[other] { $importer }
}
transfer-without-basis--too-early = overførslen til { $who } ({ $country }) hviler på { $basis }, som angives at være indgået { $concluded }, men først blev vedtaget { $adopted }
transfer-without-basis--barred = overførslen til { $who } ({ $country }) hviler på { $basis }, som en offentlig myndighed ikke må bruge, når den udøver sine offentligretlige beføjelser
transfer-without-basis--older = { $agreement } blev underskrevet { $signed }, før { $basis } blev vedtaget { $adopted }, og det fremgår ikke, hvornår bestemmelserne blev indgået
transfer-without-basis--public-powers = overførslen til { $who } ({ $country }) hviler på { $basis }, som en offentlig myndighed ikke må bruge, når den udøver sine offentligretlige beføjelser; om den gør det her, fremgår ikke

transfer-without-approval--title = En databehandler overfører oplysninger til et tredjeland uden den dataansvarliges godkendelse.
transfer-without-approval--remedy = Træf skriftligt beslutning om overførslen, og indfør godkendelsen med dato, eller sørg for, at oplysningerne bliver inden for EØS.
transfer-without-approval--undated = godkendelsen af overførslen til { $country } har ingen dato
transfer-without-approval--refused = oplysninger hos { $who } er i { $country }, selv om den dataansvarlige har afslået det
transfer-without-approval--none = oplysninger hos { $who } er i { $country }, og der foreligger ingen godkendelse af det fra den dataansvarlige

transfer-without-assessment--title = En overførsel hviler på fornødne garantier, og der foreligger ingen vurdering af landets lovgivning.
transfer-without-assessment--remedy = Foretag vurderingen for netop denne overførsel, dette land og denne kategori af oplysninger, og indfør den med dato.
transfer-without-assessment--unknown = det vides ikke, om overførslen til { $who } ({ $country }) er vurderet
transfer-without-assessment--missing = overførslen til { $who } ({ $country }) hviler på { $basis }, og der foreligger ingen vurdering af det land

transfer-without-supplementary-measures--title = En overførsel hviler på fornødne garantier, og der foreligger ingen supplerende foranstaltninger.
transfer-without-supplementary-measures--remedy = Indfør de foranstaltninger, der er truffet, eller `measures = "not-needed"` med den vurdering, der viser det.
transfer-without-supplementary-measures--unfounded = det er angivet, at overførslen til { $who } ikke kræver foranstaltninger, og ingen vurdering viser hvorfor
transfer-without-supplementary-measures--missing = overførslen til { $who } ({ $country }) hviler på { $basis }, og der foreligger ingen supplerende foranstaltninger

wrong-clause-module--title = En overførsel hviler på standardkontraktbestemmelser i et modul, der ikke passer til parterne.
wrong-clause-module--remedy = Indgå det modul, der passer, med udfyldte bilag.
wrong-clause-module--no-module = fortegnelsen angiver ikke, hvilket modul af { $basis } overførslen til { $who } bruger
wrong-clause-module--wrong = overførslen til { $who } bruger modul { $module } af { $basis }; fra { $exporter ->
    [controller] en dataansvarlig
    [processor] en databehandler
   *[other] { $exporter }
} til { $importer ->
    [controller] en dataansvarlig
    [processor] en databehandler
   *[other] { $importer }
} er det modul { $fitting }

importer-not-covered--title = En overførsel hviler på en liste eller på bindende virksomhedsregler, og intet viser, at dataimportøren står på listen eller er bundet af reglerne.
importer-not-covered--remedy = Slå dataimportøren op, og indfør `certified = {"{"} state = "given", on = … {"}"}` med beviset, eller vælg et andet grundlag.
importer-not-covered--unknown = det vides ikke, om { $who } er omfattet af { $basis }
importer-not-covered--not-covered = overførslen til { $who } ({ $country }) hviler på { $basis }, og intet viser, at { $who } er omfattet

void-instrument-in-agreement--title = En aftale henviser til et overførselsgrundlag, der ikke længere gælder.
void-instrument-in-agreement--remedy = Ændr bestemmelsen, og find de overførsler, der har støttet sig på den.
void-instrument-in-agreement--at-signing = { $document }, underskrevet { $signed }, henviser til { $instrument }, som allerede ved underskriften ikke længere gjaldt: { $why }
void-instrument-in-agreement--unclear = { $document } er underskrevet { $signed }; om { $instrument } da ikke længere gjaldt, afhænger af dagen
void-instrument-in-agreement--now = { $document } henviser til { $instrument }, som ikke længere gælder: { $why }

template-drift--title = En aftale siger stadig noget, som dens skabelon siden har udeladt.
template-drift--remedy = Lav en liste over de aftaler, der er indgået efter den gamle skabelon, og ændr hver enkelt af dem.
template-drift--undated = det vides ikke, siden hvornår { $newer } erstatter skabelonen for { $document }
template-drift--drift = { $document } henviser stadig til { $dropped }, som skabelonen udelod med { $newer }, i kraft siden { $since }

## Backups
backup-late--title = Det nyeste øjebliksbillede af en backup er ældre, end intervallet tillader.
backup-late--remedy = Find ud af, hvorfor der ikke er taget et øjebliksbillede: se på jobbets timer, dets seneste output, pladsen i lageret og nøglen. Tag et i hånden, se efter i kopien igen, og sørg for, at nogen får besked næste gang. Behøver det ikke tages så ofte, så angiv det: `every`, `tolerance`.
backup-late--late = det nyeste øjebliksbillede ({ $snapshot }) er fra { $time }; det næste skulle foreligge senest { $due }
backup-late--late-path = det nyeste øjebliksbillede, der indeholder { $path } ({ $snapshot }), er fra { $time }; det næste skulle foreligge senest { $due }
backup-late--nothing = der er slet intet øjebliksbillede; der er angivet ét med intervallet { $every }
backup-late--unseen = det nyeste øjebliksbillede, nogen har set, er fra { $time }; det næste skulle foreligge senest { $due }, og ingen har set efter siden { $looked }
backup-late--undated = der er { $count } øjebliksbilleder, og intet fortæller, hvornår de er taget
backup-late--never-looked = ingen har set efter i denne kopi
backup-late--could-not-complete = undersøgelsen { $looked } kunne ikke føres til ende: { $why }
backup-late--not-reached = ingen undersøgelse har nået denne kopi; den seneste, { $looked }: { $why }
backup-late--not-told = den seneste undersøgelse, der nåede denne kopi, { $looked }, så ikke efter det

backup-interval-missed--title = Inden for de seneste 30 dage er to øjebliksbilleder fulgt på hinanden senere end angivet.
backup-interval-missed--remedy = Find ud af, hvad der skete de dage, og notér det. Sørg for, at nogen får besked, når et øjebliksbillede skulle foreligge og ikke gør det.
backup-interval-missed--missed = der blev ikke taget noget øjebliksbillede mellem { $from } og { $to }; der er angivet ét med intervallet { $every }
backup-interval-missed--unseen = intet øjebliksbillede er kendt mellem { $from } og { $to }, og ingen så efter imens: de kan være taget og fjernet igen siden

backup-unreachable--title = En kopi af en backup kan ikke nås.
backup-unreachable--remedy = Prøv fra den maskine, der ville genoprette, under den konto, den ville bruge: navn, rute, konto, nøgle. Er kopien flyttet, så angiv den nye `location`. Er der set efter et andet sted fra, så lad `vidne observe` køre på den maskine, der står i `restored_from`.
backup-unreachable--unreachable = kopien kunne ikke nås { $looked }: { $why }
backup-unreachable--no-repository = der er intet arkiv på det angivne sted, set { $looked }: { $why }
backup-unreachable--from-elsewhere = den blev nået fra { $from }, men ville blive genoprettet fra { $needed }
backup-unreachable--from-unknown = den blev nået, og undersøgelsen fortæller ikke hvorfra; den ville blive genoprettet fra { $needed }
backup-unreachable--never-looked = ingen har set efter i denne kopi
backup-unreachable--could-not-complete = undersøgelsen { $looked } kunne ikke føres til ende: { $why }
backup-unreachable--not-reached = ingen undersøgelse har nået denne kopi; den seneste, { $looked }: { $why }
backup-unreachable--not-told = den seneste undersøgelse, der nåede denne kopi, { $looked }, så ikke efter det

backup-incomplete--title = Noget, der skal være i en backup, er ikke i dens nyeste øjebliksbillede.
backup-incomplete--remedy = Tag det manglende med: ret jobbets liste over stier og undtagelser, tag et øjebliksbillede, og se efter igen. Hvad der ikke behøver være med, angives under `leaves_out`. Det, der mangler på selve maskinen, kan ikke være i dens backup: læg det først tilbage dér. Hvor navne i et øjebliksbillede af borg, af en mappe eller af tar begynder ved en anden mappe end roden, angives den mappe som `relative_to`.
backup-incomplete--lacks = { $count } ting, der skal være i backuppen, er ikke i øjebliksbilledet fra { $time } ({ $snapshot }): { $names }
backup-incomplete--lacks-one = 1 ting, der skal være i backuppen, er ikke i øjebliksbilledet fra { $time } ({ $snapshot }): { $names }
backup-incomplete--cut = { $count } ting, der skal være i backuppen, står ikke på listen over indholdet, men listen er ikke hel ({ $why }): { $names }
backup-incomplete--elsewhere = intet i øjebliksbilledet fra { $time } ({ $snapshot }) har et navn, der begynder som det angivne omfang: det indeholder intet af det, eller dets navne begynder ved en mappe, som `relative_to` ikke angiver
backup-incomplete--never-looked = ingen har set efter i denne kopi
backup-incomplete--could-not-complete = undersøgelsen { $looked } kunne ikke føres til ende: { $why }
backup-incomplete--not-reached = ingen undersøgelse har nået denne kopi; den seneste, { $looked }: { $why }
backup-incomplete--not-told = den seneste undersøgelse, der nåede denne kopi, { $looked }, så ikke efter, hvad der er i den

open-file-outside-backup--title = Et program har en fil åben, som ingen backup af maskinen tager med.
open-file-outside-backup--remedy = Gå filerne igennem. Data, indstillinger, nøgler og licenser hører til i en backups `scope` og i det job, der tager den; hvad der kan laves på ny, hører til under `leaves_out`, så det er besluttet.
open-file-outside-backup--nobody-looked = ingen har set efter, hvilke filer programmer har åbne på { $host }
open-file-outside-backup--outside = { $count ->
    [one] 1 fil er åben på { $host }, som ingen backup af maskinen tager med: { $names }
   *[other] { $count } filer er åbne på { $host }, som ingen backup af maskinen tager med: { $names }
}
open-file-outside-backup--hidden = { $count ->
    [one] 1 program på { $host } kunne ikke undersøges { $looked }
   *[other] { $count } programmer på { $host } kunne ikke undersøges { $looked }
}

snapshot-of-another-host--title = Det nyeste øjebliksbillede i en backup er af en anden maskine end den angivne.
snapshot-of-another-host--remedy = Find ud af, hvis øjebliksbilleder der ligger dér. Kører jobbet på den forkerte maskine, eller skriver det til det forkerte arkiv, så ret det. Kalder maskinen sig blot noget andet, så angiv det `name`.
snapshot-of-another-host--another = det nyeste øjebliksbillede ({ $snapshot }, fra { $time }) er af { $seen }; backuppen er angivet at være af { $host }
snapshot-of-another-host--unsaid = det nyeste øjebliksbillede ({ $snapshot }) fortæller ikke, hvilken maskine det er af

snapshot-removed--title = Det nyeste øjebliksbillede i en backup er væk, og intet nyere er kommet til.
snapshot-removed--remedy = Find ud af, hvem der fjernede det, og hvordan: kontoen, lagerets log. Hent det fra en anden kopi, eller tag et nyt. Sørg for, at de, der administrerer maskinen, ikke kan slette: `protected_against = ["deletion"]`, hvor lageret kan det.
snapshot-removed--unlisted = øjebliksbillederne blev senest opregnet { $listed }, og kunne ikke opregnes { $looked }: { $why }
snapshot-removed--removed = det nyeste øjebliksbillede ({ $snapshot }, fra { $time }) er forsvundet efter { $seen }, og intet nyere er kommet til; i alt er { $count }, der var nyere end det, der er tilbage, væk

repository-replaced--title = Et andet arkiv står på det sted, hvor en kopi af en backup er angivet.
repository-replaced--remedy = Find ud af, hvem der udskiftede det, og hvor det gamle er. Var det med vilje, så afslut den gamle kopi med `until`, og angiv den nye under sit eget id, så det, man vidste om den gamle, ikke tages for den nye.
repository-replaced--replaced = arkivet er et andet ({ $now }) end det, der først blev set dér, { $day } ({ $before })
repository-replaced--unnamed = undersøgelsen { $looked } fortæller ikke, hvilket arkiv der står dér

backup-damaged--title = Noget i en kopi af en backup er ødelagt.
backup-damaged--remedy = Hent den ødelagte fil fra en anden kopi af samme arkiv, hvor den hedder det samme, og se efter igen. Er der ingen, så lad værktøjet udbedre, hvad det kan (`restic repair`, `borg check --repair`), tag straks et nyt øjebliksbillede, og undersøg den disk eller det net, der gjorde det. Gem den ødelagte fil: den viser, hvad der skete.
backup-damaged--refused = ikke alt blev læst: { $detail } ({ $file })
backup-damaged--not-put-together = filerne kunne ikke sættes sammen med nøglen: { $why }
backup-damaged--not-read = ingen har læst en byte af det, der er lagret
backup-damaged--no-list = ingen liste over hashværdier ligger ved siden af filerne, så ingen kan sige, om de er det, der blev sikkerhedskopieret: lad det job, der laver backuppen, skrive en dér, for eksempel `SHA256SUMS` med `sha256sum`; det næste eftersyn læser hver byte op mod den
backup-damaged--no-proof = intet, der ligger dér, viser, hvad bytes skal være: der er ingen liste over hashværdier, eller den er krypteret
backup-damaged--not-together = arkivets filer passer ikke sammen
backup-damaged--one = { $file } { $wrong ->
    [altered] er ændret
    [truncated] er for kort
    [missing] mangler
    [swapped] rummer noget andet, end navnet siger
    [inconsistent] passer ikke til resten
    [sealed] kan ikke åbnes med nøglen
   *[other] er ødelagt
}: { $detail }
backup-damaged--one-affects = { $file } { $wrong ->
    [altered] er ændret
    [truncated] er for kort
    [missing] mangler
    [swapped] rummer noget andet, end navnet siger
    [inconsistent] passer ikke til resten
    [sealed] kan ikke åbnes med nøglen
   *[other] er ødelagt
}: { $detail }; derfor kan { $snapshots ->
    [one] 1 øjebliksbillede
   *[other] { $snapshots } øjebliksbilleder
} ikke genoprettes i deres helhed, og disse stier slet ikke: { $paths }
backup-damaged--whole = arkivet { $wrong ->
    [altered] er ændret
    [truncated] er for kort
    [missing] mangler noget
    [swapped] rummer noget andet, end navnene siger
    [inconsistent] hænger ikke sammen
    [sealed] kan ikke åbnes med nøglen
   *[other] er ødelagt
}: { $detail }
backup-damaged--whole-affects = arkivet { $wrong ->
    [altered] er ændret
    [truncated] er for kort
    [missing] mangler noget
    [swapped] rummer noget andet, end navnene siger
    [inconsistent] hænger ikke sammen
    [sealed] kan ikke åbnes med nøglen
   *[other] er ødelagt
}: { $detail }; derfor kan { $snapshots ->
    [one] 1 øjebliksbillede
   *[other] { $snapshots } øjebliksbilleder
} ikke genoprettes i deres helhed, og disse stier slet ikke: { $paths }
backup-damaged--several = { $count } dele er ødelagt: { $names }; den første { $wrong ->
    [altered] er ændret
    [truncated] er for kort
    [missing] mangler
    [swapped] rummer noget andet, end navnet siger
    [inconsistent] passer ikke til resten
    [sealed] kan ikke åbnes med nøglen
   *[other] er ødelagt
}: { $detail }
backup-damaged--several-affects = { $count } dele er ødelagt: { $names }; den første { $wrong ->
    [altered] er ændret
    [truncated] er for kort
    [missing] mangler
    [swapped] rummer noget andet, end navnet siger
    [inconsistent] passer ikke til resten
    [sealed] kan ikke åbnes med nøglen
   *[other] er ødelagt
}: { $detail }; derfor kan { $snapshots ->
    [one] 1 øjebliksbillede
   *[other] { $snapshots } øjebliksbilleder
} ikke genoprettes i deres helhed, og disse stier slet ikke: { $paths }
backup-damaged--never-looked = ingen har set efter i denne kopi
backup-damaged--could-not-complete = undersøgelsen { $looked } kunne ikke føres til ende: { $why }
backup-damaged--not-reached = ingen undersøgelse har nået denne kopi; den seneste, { $looked }: { $why }
backup-damaged--not-told = den seneste undersøgelse, der nåede denne kopi, { $looked }, så ikke efter det

stored-bytes-not-read-again--title = Lagrede bytes er ikke læst igen inden for den angivne tid.
stored-bytes-not-read-again--remedy = Lad `vidne observe` se efter ofte nok og med et `read_budget`, der rækker til at læse alt inden for `read_every`: nye filer læses først, derefter de ældste. Er budgettet for lille, så hæv det, eller angiv en længere tid, hvis den kan forsvares.
stored-bytes-not-read-again--unlisted = ingen undersøgelse fortæller, hvilke filer der er lagret
stored-bytes-not-read-again--torn = listen over lagrede filer { $looked } fortsætter fra en undersøgelse, der ikke foreligger
stored-bytes-not-read-again--not-again = { $files ->
    [one] { $bytes } i 1 fil er
   *[other] { $bytes } i { $files } filer er
} ikke læst igen inden for { $every }; de ældste blev senest læst { $since }: { $names }
stored-bytes-not-read-again--never = { $files ->
    [one] { $bytes } i 1 fil er
   *[other] { $bytes } i { $files } filer er
} ikke læst inden for { $every }, heraf { $never } aldrig; de ældste har ligget dér siden { $since }: { $names }

integrity-only-sampled--title = Kun en stikprøve af de lagrede filer er læst.
integrity-only-sampled--remedy = Lad alt blive læst på skift: angiv `read_every` og et `read_budget`, der rækker til det. Derefter vides det, hvor gammel den seneste læsning af hver byte er, og der er ikke brug for stikprøver.
integrity-only-sampled--unread = en stikprøve blev udtrukket til undersøgelsen { $looked }, som ikke fortæller, hvad der blev læst af den
integrity-only-sampled--sampled = { $read } af { $of } filer blev udtrukket og læst, og ingen var ødelagt: hele { $damaged } kan være det alligevel (95 % konfidens), og en enkelt ødelagt fil overses i { $whole },{ $tenth } % af sådanne stikprøver

stored-data-unreferenced--title = Der ligger data i lageret, som intet henviser til.
stored-data-unreferenced--remedy = Se efter, om et backupjob bliver afbrudt, og ret det. Lad så værktøjet rydde op (`restic repair index`, `restic prune`).
stored-data-unreferenced--one = intet henviser til { $file }: { $detail }
stored-data-unreferenced--repeated = en del af lageret er der ikke brug for: { $detail }
stored-data-unreferenced--several = intet henviser til { $count } filer, heriblandt { $file }: { $detail }

copy-lags--title = En kopi af en backup mangler, hvad den første kopi har haft længere end angivet.
copy-lags--remedy = Undersøg det, der fører kopien over: timeren, det seneste output, linjen, pladsen. Lad det køre, se efter i begge kopier igen, og sørg for, at nogen får besked, når det går i stå. Angiv med `max_lag`, hvor langt bagefter den må være.
copy-lags--snapshots = { $count ->
    [one] 1 øjebliksbillede mangler, som { $first } har haft længere end { $max_lag }
   *[other] { $count } øjebliksbilleder mangler, som { $first } har haft længere end { $max_lag }
}, det ældste siden { $since }: { $names }
copy-lags--files = { $count ->
    [one] 1 fil mangler, som { $first } har haft længere end { $max_lag }
   *[other] { $count } filer mangler, som { $first } har haft længere end { $max_lag }
}, den ældste siden { $since }: { $names }
copy-lags--torn = indekset, der er der, nævner pakkefiler, som ikke er der, { $count } i alt, som nøglen har vist hos { $first }, der har dem: { $names }
copy-lags--undeclared = øjebliksbilleder: { $snapshots } og filer: { $files } fra { $first } mangler, og det er ikke angivet, hvor langt bagefter denne kopi må være
copy-lags--unseen = hvad { $first } havde, og denne kopi manglede { $looked }, skulle være der senest { $due }, og ingen har set efter siden

backup-checks-overdue--title = En backup testes ikke så ofte som angivet.
backup-checks-overdue--remedy = Lad `vidne observe` se efter i kopien så ofte, som `check_every` siger, med nøglen, hvor indholdet skal opregnes, og læs dens bytes. Hvor intet er angivet, ventes det dagligt, hver 12. time for en vigtig tjeneste og hver time for en national. Et eftersyn må komme en time for sent, eller en tiendedel af intervallet, hvis det er mindre: intet job er punktligt på sekundet. Tallene er vidnes egne: ingen lov giver dem. Angiv dine egne med `check_every` og `read_every`.
backup-checks-overdue--overdue = test er forfaldne; de skal foretages med intervallet { $check_every }, og hver byte læses inden for { $read_every }: hyppighed { $recent ->
    [done] foretaget
    [never] aldrig
   *[other] senest { $recent }
}, tilgængelighed { $reachable ->
    [done] foretaget
    [never] aldrig
   *[other] senest { $reachable }
}, omfang { $complete ->
    [done] foretaget
    [never] aldrig
   *[other] senest { $complete }
}, integritet { $intact ->
    [done] foretaget
    [never] aldrig
   *[other] senest { $intact }
}

## Standings of backups: not a rule
standing--stale = ingen har set efter siden { $looked }, og der skulle være set efter senest { $due }
standing--never = ingen har set efter
standing--could-not-complete = undersøgelsen kunne ikke føres til ende: { $why }
standing--not-reached = ingen undersøgelse har nået den: { $why }
standing--not-told = den seneste undersøgelse så ikke efter det
standing--late = det nyeste øjebliksbillede ({ $snapshot }) er fra { $time }; det næste skulle foreligge senest { $due }
standing--late-path = det nyeste øjebliksbillede, der indeholder { $path } ({ $snapshot }), er fra { $time }; det næste skulle foreligge senest { $due }
standing--recent-of-another = intet øjebliksbillede er af den angivne maskine; det nyeste er af { $seen }
standing--recent-unseen = det nyeste øjebliksbillede, nogen har set, er fra { $time }; det næste skulle foreligge senest { $due }
standing--awaited = der er intet endnu; det første skal foreligge senest { $due }
standing--nothing = der er slet intet øjebliksbillede
standing--undated = intet fortæller, hvornår øjebliksbillederne er taget
standing--recent = det nyeste øjebliksbillede er fra { $time }; det næste skal foreligge senest { $due }
standing--recent-by-store = det nyeste øjebliksbillede kom { $time }, efter hvad lageret siger, og det kan enhver, der skriver dér, bestemme; det næste skal foreligge senest { $due }
standing--recent-by-look = det nyeste øjebliksbillede blev først set { $time } og siger, at det er yngre; det næste skal foreligge senest { $due }
standing--recent-removed = det nyeste øjebliksbillede, fra { $gone }, blev fjernet; det nyeste, der er tilbage, er fra { $time }
standing--recent-behind = det nyeste øjebliksbillede er fra { $time }, og { $first } har haft et andet i mere end { $max_lag }
standing--reached-from = den blev nået { $looked } fra { $from }
standing--reached = den blev nået { $looked }
standing--unreachable = den kunne ikke nås: { $why }
standing--no-repository = der er intet arkiv dér: { $why }
standing--from-elsewhere = den blev nået, men ikke fra { $needed }, hvorfra den ville blive genoprettet
standing--lacks = { $count } ting, der skal være i den, er ikke i øjebliksbilledet fra { $time }: { $names }
standing--cut = { $count } ting, der skal være i den, står ikke på listen, som ikke er hel: { $why }
standing--complete = alt angivet er i øjebliksbilledet fra { $time }, og det, programmer havde åbent { $looked }, ligeså
standing--complete-as-declared = alt angivet er i øjebliksbilledet fra { $time }; ingen har set efter, hvad programmer har åbent
standing--complete-databases = hver angiven database er i øjebliksbilledet fra { $time }
standing--complete-of-another = intet vides om den angivne maskine: det nyeste øjebliksbillede er af { $seen }
standing--complete-elsewhere = intet i øjebliksbilledet fra { $time } har et navn, der begynder som det angivne omfang, og intet angiver, ved hvilken mappe dets navne begynder (`relative_to`)
standing--not-read = ingen har læst en byte af den
standing--no-proof = intet, der ligger dér, viser, hvad dens bytes skal være: der er ingen liste over hashværdier, eller listen er krypteret
standing--damaged = { $count ->
    [one] 1 del er ødelagt: { $names }
   *[other] { $count } dele er ødelagt: { $names }
}
standing--torn = dens indeks nævner pakkefiler, som ikke er der ({ $count } i alt), som { $first } har vist: { $names }
standing--refused = ikke alt blev læst: { $detail }
standing--not-put-together = filerne kunne ikke sættes sammen med nøglen: { $why }
standing--intact = hver byte er læst inden for { $every } og er, som da filerne fik deres navne
standing--intact-listed = hver byte er læst inden for { $every } og er, som en liste over hashværdier siger; den, der kan ændre filerne, kunne ændre listen
standing--intact-checksum = hver byte er læst inden for { $every }, og ingen kontrolsum viser et uheld; den, der ændrer en byte med vilje, kan ændre kontrolsummen
standing--sampled = { $read } af { $of } filer blev udtrukket og læst: hele { $damaged } kan være ødelagt alligevel (95 % konfidens)
standing--unlisted = det, der blev læst, er, som det var, og ingen undersøgelse fortæller, hvilke filer der er lagret
standing--read-in-part = { $fresh } af { $bytes } er læst inden for { $every }

## Custody
backup-with-one-copy--title = En sikkerhedskopi findes i færre end to eksemplarer.
backup-with-one-copy--remedy = Opbevar et andet eksemplar et andet sted, i andre hænder, og angiv det med `[[backup.copy]]`.
backup-with-one-copy--no-copy-declared = det er ikke angivet, hvor sikkerhedskopien af { $host } opbevares
backup-with-one-copy--none = intet eksemplar af sikkerhedskopien af { $host } er i brug
backup-with-one-copy--one = sikkerhedskopien af { $host } findes kun i ét eksemplar, { $copy }

copies-share-failure-domain--title = Alle eksemplarer af en sikkerhedskopi ligger, hvor én og samme hændelse ødelægger dem.
copies-share-failure-domain--remedy = Flyt et eksemplar til et lager, som intet deler med de andre: et andet datacenter, langt nok væk. Angiv derefter `failure_domain` for hver `[[store]]` og for maskinen: eksemplarer, som ligger et andet sted end den, er adskilt.
copies-share-failure-domain--unknown = intet viser, hvor eksemplarerne { $copies } af sikkerhedskopien af { $host } ligger: angiv deres lagre, og lagrenes fejlområder
copies-share-failure-domain--one-store = eksemplarerne { $copies } af sikkerhedskopien af { $host } ligger alle i lageret { $store }: det, der ødelægger lageret, ødelægger dem alle
copies-share-failure-domain--shared = eksemplarerne { $copies } af sikkerhedskopien af { $host } ligger alle i fejlområdet { $value }: én brand eller ét strømsvigt dér tager dem alle
copies-share-failure-domain--with-host = { $host } og alle eksemplarer af dens sikkerhedskopi ({ $copies }) ligger i fejlområdet { $value }: én brand eller ét strømsvigt dér tager det hele

copies-share-administration--title = Én og samme forvaltning kan ødelægge alle eksemplarer af en sikkerhedskopi.
copies-share-administration--remedy = Giv et eksemplar til en anden forvaltning: et andet team, en anden konto eller en anden leverandør, som ikke hører under den første. Angiv derefter `administration` for hver `[[store]]` og for maskinen: eksemplarer, som maskinens egne forvaltere ikke kan nå, er adskilt.
copies-share-administration--unknown = intet viser, hvem der forvalter eksemplarerne { $copies } af sikkerhedskopien af { $host }: angiv deres lagre, og hvem der forvalter dem
copies-share-administration--one-store = eksemplarerne { $copies } af sikkerhedskopien af { $host } ligger alle i lageret { $store }: den, der forvalter det, kan ødelægge dem alle
copies-share-administration--shared = eksemplarerne { $copies } af sikkerhedskopien af { $host } forvaltes alle af { $value }: én konto dér kan ødelægge dem alle
copies-share-administration--with-host = { $host } og alle eksemplarer af dens sikkerhedskopi ({ $copies }) forvaltes af { $value }: én konto dér kan ødelægge det hele

copy-without-protection--title = Intet hindrer dem, der forvalter en maskine eller et lager, i at ødelægge, ændre eller læse et eksemplar af dens sikkerhedskopi.
copy-without-protection--remedy = Lad maskinen kun kunne tilføje til lageret: objektlås, adgang der kun tillader tilføjelser, eller et lager, der selv henter. Kryptér det, som andre opbevarer for jer. Angiv derefter `protected_against` for `[[store]]`.
copy-without-protection--not-declared = det er ikke angivet, hvad lageret { $store } beskytter eksemplaret { $copy } af sikkerhedskopien af { $host } imod
copy-without-protection--no-store = det er ikke angivet, i hvilket lager eksemplaret { $copy } af sikkerhedskopien af { $host } ligger
copy-without-protection--open = lageret { $store } hindrer ikke andre i at gøre dette med eksemplaret { $copy } af sikkerhedskopien af { $host }: { $kinds ->
    [deletion] slette
    [alteration] ændre
    [reading] læse
    [deletion-alteration] slette, ændre
    [deletion-reading] slette, læse
    [alteration-reading] ændre, læse
    [deletion-alteration-reading] slette, ændre, læse
   *[other] { $what }
}

repository-key-not-in-escrow--title = Nøglen til en krypteret sikkerhedskopi er ikke deponeret hos nogen.
repository-key-not-in-escrow--remedy = Deponér nøglen, eller adgangskoden der åbner den, hos nogen, der klarer sig, når maskinen og alt i dens nærhed går tabt, og angiv det som `[[escrow]]`. Åbn derefter et eksemplar med den.
repository-key-not-in-escrow--unknown = det er ikke angivet, om sikkerhedskopien af { $host } er krypteret: intet eksemplar nævner en nøgle, og ingen deponering er angivet
repository-key-not-in-escrow--nobody = nøglen til sikkerhedskopien af { $host }, lavet af { $tool }, er ikke deponeret hos nogen

escrow-key-not-tried--title = Den deponerede nøgle til en sikkerhedskopi åbnede den ikke, eller er ikke prøvet i for lang tid.
escrow-key-not-tried--remedy = Tag nøglen ud af deponeringen, åbn et eksemplar med den og intet andet, få dets øjebliksbilleder opregnet, og angiv det som `[[escrow.opened]]`. Hvis den ikke åbner, så deponér straks den rigtige. Intervallet er deponeringens `open_every`; hvor intet er angivet, regner vidne med et år, et halvt år for en vigtig tjeneste og et kvartal for en national. Ingen lov giver disse tal.
escrow-key-not-tried--failed = nøglen, der er deponeret hos { $holder }, åbnede ikke sikkerhedskopien af { $host } den { $on }
escrow-key-not-tried--overdue = nøglen, der er deponeret hos { $holder }, blev sidst prøvet den { $on }; den skal åbne sikkerhedskopien af { $host } med intervallet { $every }
escrow-key-not-tried--never = ingen har prøvet, om nøglen, der er deponeret hos { $holder }, åbner sikkerhedskopien af { $host }

escrow-shares-failure-domain--title = Alle deponerede nøgler til en sikkerhedskopi ligger, hvor maskinen står.
escrow-shares-failure-domain--remedy = Deponér også nøglen, eller adgangskoden, der åbner den, et andet sted end maskinen: på en anden lokalitet, i en bank, hos en notar. Angiv `failure_domain` for hver `[[escrow]]` og for maskinen. Det er nok, at én deponering ligger et andet sted.
escrow-shares-failure-domain--with-host = { $host } og nøglen, der er deponeret hos { $holders }, ligger i fejlområdet { $value }: én brand dér tager begge dele, og intet eksemplar kan åbnes mere
escrow-shares-failure-domain--unknown = intet viser, om nøglen, der er deponeret hos { $holders }, overlever { $host }: angiv fejlområderne for deponeringen og for maskinen

## Hosts
required-item-missing--title = Noget, der skal være på en maskine, er der ikke.
required-item-missing--remedy = Læg filen tilbage fra reserven, sikkerhedskopien eller dens kilde, og gør en ny iagttagelse med `vidne observe --only host`. Find ud af, siden hvornår den var væk, og hvad der fjernede den. Hvis maskinen ikke længere har brug for den, så tag maskinen ud af postens `hosts`.
required-item-missing--never-looked = ingen har ledt efter { $path } på { $host }
required-item-missing--unreadable = { $path } på { $host } kunne ikke ses { $at }: { $reason }
required-item-missing--missing = { $path } mangler på { $host } ({ $environment ->
    [production] produktion
    [standby] reserve
    [pre-production] præproduktion
    [test] test
   *[other] { $environment }
}): intet var der { $at }
required-item-missing--missing-needed = { $path } mangler på { $host } ({ $environment ->
    [production] produktion
    [standby] reserve
    [pre-production] præproduktion
    [test] test
   *[other] { $environment }
}): intet var der { $at }; den bruges i { $procedures }

host-check-overdue--title = Ingen har ledt efter det krævede på en maskine i længere tid, end der er tilladt.
host-check-overdue--remedy = Gør en iagttagelse på selve maskinen med `vidne observe --only host`, og lad et skema gøre det fra da af. Intervallet er postens `check_every`; hvor intet er angivet, regner vidne med et døgn, et halvt døgn for en vigtig tjeneste og en time for en national. En iagttagelse må komme en time for sent, eller en tiendedel af intervallet, hvis det er mindre. Ingen lov giver disse tal.
host-check-overdue--never-looked = ingen har ledt efter { $items } på { $host }, og det er ikke angivet, siden hvornår nogen burde have gjort det
host-check-overdue--never = ingen har nogensinde ledt efter { $items } på { $host }; det skal gøres med intervallet { $every }, siden den { $since }
host-check-overdue--overdue = ingen har ledt efter { $items } på { $host } siden { $since }; det skal gøres med intervallet { $every }

required-item-changed--title = Indholdet af noget krævet er ikke det angivne, eller er ændret uden en ny angivelse.
required-item-changed--remedy = Find ud af, hvem der ændrede det og hvorfor. Var det en fejl, så læg det gamle indhold tilbage fra sikkerhedskopien, før maskinen genstartes. Var det meningen, så angiv den nye `sha256`, eller afslut posten med `until` og angiv den på ny med `from`: iagttagelser sammenlignes fra da af. En fil, der skal ændre sig, angives med `max_age`.
required-item-changed--unread = ingen iagttagelse viser, om { $path } på { $host } stadig er, hvad den var
required-item-changed--changed = { $path } på { $host } er ændret: dens SHA-256 begyndte med { $first } { $before } og med { $hash } { $at }, og ingen ny angivelse nævner det
required-item-changed--not-declared = { $path } på { $host } er ikke det angivne: { $at } begyndte dens SHA-256 med { $hash }; { $declared } er angivet

required-item-permissions--title = Noget krævet tilhører en anden end den angivne, eller dets rettigheder tillader mere end angivet.
required-item-permissions--remedy = Giv filen dens ejer og rettigheder tilbage (`chown`, `chmod`), og find ud af, hvad der ændrede dem. Hvis andre kunne læse en nøgle, så udskift nøglen. Er angivelsen forkert, så ret `owner` eller `mode` dér.
required-item-permissions--unseen = ingen iagttagelse viser, hvem { $path } på { $host } tilhører, og hvilke rettigheder den har
required-item-permissions--unnamed-owner = { $path } på { $host } tilhører brugeren med nummeret { $owner }, som maskinen ikke har noget navn for
required-item-permissions--owner = { $path } på { $host } tilhører { $owner }; { $declared } er angivet
required-item-permissions--mode = { $path } på { $host } har rettighederne { $mode }; { $most } er det meste, der er angivet
required-item-permissions--both = { $path } på { $host } tilhører { $owner } og har rettighederne { $mode }; { $declared } er angivet, og { $most } som det meste

required-item-outdated--title = Noget krævet blev sidst ændret for længere siden end angivet.
required-item-outdated--remedy = Find ud af, hvad der skulle have skrevet det, og sæt det i gang igen. Gør derefter en ny iagttagelse med `vidne observe --only host`. Må filen være ældre, så ret `max_age`.
required-item-outdated--unseen = ingen iagttagelse viser, hvornår { $path } på { $host } sidst blev ændret
required-item-outdated--outdated = { $path } på { $host } blev sidst ændret { $modified }, så vidt iagttagelsen { $at } viser; den må højst være { $age } gammel

key-does-not-match-certificate--title = En privat nøgle og det certifikat, der hører til den, passer ikke sammen.
key-does-not-match-certificate--remedy = Find ud af, hvilken af de to der blev udskiftet, læg den anden halvdel tilbage, og gør en ny iagttagelse med `vidne observe --only host`, før noget genstartes.
key-does-not-match-certificate--unseen = ingen iagttagelse viser, om nøglen { $path } på { $host } er den, som { $certificate } attesterer
key-does-not-match-certificate--unclear = om nøglen { $path } på { $host } er den, som { $certificate } attesterer, kunne ikke afgøres { $at }: { $reason }
key-does-not-match-certificate--differs = nøglen { $path } på { $host } er ikke den, som { $certificate } attesterer, pr. { $at }

certificate-ends--title = Certifikatet til noget krævet er udløbet, eller udløber inden for den tid, der er afsat til at forny det.
certificate-ends--remedy = Forny det, læg det nye på hver maskine, der har brug for det, genstart det, der har det gamle i hukommelsen, og gør en ny iagttagelse med `vidne observe --only host`. `vidne forecast` viser, hvornår det næste skal fornyes.
certificate-ends--unseen = ingen iagttagelse viser, hvornår certifikatet til { $path } på { $host } udløber
certificate-ends--ended = certifikatet { $path } på { $host } udløb { $ends }
certificate-ends--ends-soon = certifikatet { $path } på { $host } udløber { $ends }; det skal fornyes { $before } før

stand-in-differs--title = En maskine, der træder i produktionens sted, ligner den ikke i det, som begge skal have.
stand-in-differs--remedy = Gør de to ens, begyndende med det, som produktionen mangler, og gør en ny iagttagelse af begge med `vidne observe --only host`. Gentag derefter de prøver, der blev gjort i mellemtiden: de gælder ikke for produktionen. En nøgle, der kun hører til én maskine, angives med sit `certificate`, og en fil, der skal ændre sig, med `max_age`: deres indhold sammenlignes ikke.
stand-in-differs--differs = { $host } træder i stedet for { $production } og ligner den ikke ({ $here }, { $there }); mangler kun på { $production }: { $absent ->
    [none] intet
   *[other] { $absent }
}; mangler kun på { $host }: { $lacking ->
    [none] intet
   *[other] { $lacking }
}; har et andet indhold: { $changed ->
    [none] intet
   *[other] { $changed }
}
stand-in-differs--unseen = { $host } og { $production } kan ikke sammenlignes i { $items }: ikke begge er iagttaget

data-classes-share-storage--title = To slags data, der er angivet hver for sig, ligger i samme lagring på en maskine.
data-classes-share-storage--remedy = Giv hver slags sin egen diskenhed, og gør en ny iagttagelse med `vidne observe --only host`. Må de ligge sammen, så angiv dem som én.
data-classes-share-storage--mount = på { $host } ligger { $first } og { $second } i samme lagring: begge under monteringspunktet { $mount }, pr. { $at }
data-classes-share-storage--device = på { $host } ligger { $first } og { $second } i samme lagring: begge på enheden { $device }, pr. { $at }
data-classes-share-storage--volume = på { $host } ligger { $first } og { $second } i samme lagring: begge er angivet til at ligge på diskenheden { $volume }
data-classes-share-storage--unknown = intet viser, om { $first } og { $second } ligger i samme lagring på { $host }: ingen iagttagelse viser begge monteringspunkter, og fortegnelsen nævner ikke begge diskenheder

look-at-another-machine--title = En iagttagelse, der er opgivet som gjort på denne maskine, blev gjort på en anden.
look-at-another-machine--remedy = Gør en ny iagttagelse på selve maskinen. Hvis den virkelig kalder sig sådan, så angiv det som `name` for dens `[[host]]`.
look-at-another-machine--elsewhere = iagttagelsen { $at } er opgivet som gjort på { $host }, der kalder sig { $name }, og blev gjort på en maskine, der kalder sig { $seen }
look-at-another-machine--unnamed = iagttagelsen { $at } blev gjort på en maskine, der kalder sig { $seen }, og intet viser, om det er { $host }: angiv, hvad den kalder sig, som dens `name`

## Evidence
stale-observation--title = Ingen har iagttaget tjenesten i længere tid, end fortegnelsen tillader.
stale-observation--remedy = Se efter igen: indlæs en ny optagelse med `vidne import`. Hvor webstedet ikke lader sig iagttage, så find ud af hvorfor.
stale-observation--failed = den seneste iagttagelse af { $page }, fra den { $day }, blev ikke gennemført: { $outcome }
stale-observation--failed-several = { $count } iagttagelser, som ingen senere erstatter, blev ikke gennemført; den seneste, af { $page } fra den { $day }: { $outcome }
stale-observation--stale = { $days ->
    [0] den seneste gennemførte iagttagelse er fra den { $day }, samme dag; fortegnelsen kræver én med intervallet { $every }
    [one] den seneste gennemførte iagttagelse er fra den { $day }, for 1 dag siden; fortegnelsen kræver én med intervallet { $every }
   *[other] den seneste gennemførte iagttagelse er fra den { $day }, for { $days } dage siden; fortegnelsen kræver én med intervallet { $every }
}

exhibit-unreadable--title = En del af et bevis kunne ikke læses.
exhibit-unreadable--remedy = Gentag optagelsen, eller fremskaf den ubeskadigede fil. Den beskadigede bliver liggende.
exhibit-unreadable--from = fra byte { $offset } og frem kunne det ikke læses: { $reason }
exhibit-unreadable--somewhere = en del af det kunne ikke læses: { $reason }
