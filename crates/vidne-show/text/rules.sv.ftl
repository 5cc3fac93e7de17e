# Reglernas meningar på svenska: <regel>--title, <regel>--remedy, <regel>--<meningens namn>.
# Det som saknas här sägs på engelska. Datum kan vara en månad ensam: därför står de utan ”den”.

## Recipients
undeclared-recipient--title = Någon medverkar i tjänsten som registerförteckningen inte nämner.
undeclared-recipient--remedy = Ta reda på vem som tog in mottagaren och sedan när. För in den i registerförteckningen med roll, avtal och startdag, eller ta bort den från webbplatsen.
undeclared-recipient--nobody-looked = ingen slutförd iakttagelse av webbplatsen finns i underlaget
undeclared-recipient--no-headers = de senaste iakttagelserna omfattar varken HTTP-huvuden eller adresser, så ett nät framför webbplatsen skulle inte synas
undeclared-recipient--only-hints = { $signs } tyder på { $who }, men bevisar det inte
undeclared-recipient--in-front = { $who } står framför webbplatsens egna sidor ({ $signs }), och registerförteckningen nämner det inte
undeclared-recipient--form = { $who } får det som besökare skriver i ett formulär ({ $signs }), och registerförteckningen nämner det inte
undeclared-recipient--contacted = { $who } tar emot anrop från sidan ({ $signs }), och registerförteckningen nämner det inte

supplier-receives-personal-data--title = En mottagare som anges vara enbart leverantör tar emot besökarnas personuppgifter.
supplier-receives-personal-data--remedy = Ange mottagaren som personuppgiftsbiträde eller underbiträde, och ta fram det avtal och det godkännande som då krävs.
supplier-receives-personal-data--nobody-looked = ingen slutförd iakttagelse visar om { $who } får uppgifter
supplier-receives-personal-data--receives = { $who } anges som leverantör, men tar emot { $data } ({ $signs })

observed-data-beyond-declared--title = En mottagare får kategorier av uppgifter som ledet till den inte anger.
observed-data-beyond-declared--remedy = Lägg till kategorierna i ledets behandling, i avtalet och i integritetspolicyn, eller se till att de inte når mottagaren.
observed-data-beyond-declared--nobody-looked = ingen slutförd iakttagelse visar vilka uppgifter som verkligen lämnas
observed-data-beyond-declared--beyond = { $who } får { $data }, som ledet dit inte anger

undeclared-third-country--title = En server i ett tredjeland har iakttagits, och registerförteckningen anger inget sådant land för mottagaren.
undeclared-third-country--remedy = Fråga mottagaren var den behandlar uppgifterna, och för in länderna på ledet med den handling som säger det. Se sedan till att överföringen har stöd, eller låt mottagaren betjäna besökarna inifrån EES.
undeclared-third-country--no-location = ingen uppgift finns om var servrarna hos { $who } står; ange en adressdatabas för vidne
undeclared-third-country--seen-abroad = servrar hos { $who } har iakttagits i { $where }{ $vantage }; registerförteckningen anger inget sådant land för mottagaren

undeclared-foreign-parent--title = En mottagare, eller det bolag som äger den, har sitt säte i ett tredjeland, och registerförteckningen säger inget om det.
undeclared-foreign-parent--remedy = För in landet på ledet med `kind = "legal-exposure"`, och låt bedömningen säga vad som följer av det.
undeclared-foreign-parent--no-seat = varken katalogen eller registerförteckningen anger var { $who } har sitt säte
undeclared-foreign-parent--seat-abroad = { $who } har sitt säte i { $country }; registerförteckningen säger inget om det landet

broken-form--title = Ett formulär på webbplatsen fungerar inte.
broken-form--remedy = Laga formuläret och iaktta på nytt. vidne skickar aldrig in något formulär: det berättar bara vad som syns utan att göra det.
broken-form--no-forms = de senaste iakttagelserna omfattar inte formulär
broken-form--broken = formuläret fungerar inte: { $error }

unencrypted-form--title = Det som besökarna skriver i ett formulär på webbplatsen skickas okrypterat.
unencrypted-form--remedy = Låt formuläret skickas till en adress som börjar med `https://`. Om ett `meta`-element på sidan får webbläsare att kryptera, syns det inte vid någon iakttagelse: rätta adressen ändå, för alla webbläsare lyder inte.
unencrypted-form--no-forms = de senaste iakttagelserna omfattar inte formulär
unencrypted-form--no-headers = formuläret anger en okrypterad adress hos { $host }, och iakttagelsen visar inte om webbläsare krypterar ändå
unencrypted-form--sent = det som besökarna skriver i formuläret skickas okrypterat till { $host }

## Cookies
undeclared-cookie--title = Något sparas i besökarnas webbläsare som varken registerförteckningen eller kaksidan nämner.
undeclared-cookie--remedy = Ta upp posten på kaksidan, med vem som sätter den, vad den är till för och hur länge den sparas, eller sluta sätta den.
undeclared-cookie--blind = { $what ->
    [cookies] de senaste iakttagelserna omfattar inte kakor
   *[what-else-is-kept] de senaste iakttagelserna omfattar inte vad mer som sparas i webbläsaren
}
undeclared-cookie--unreadable = registerförteckningen nämner inte { $name }, och kaksidan kan inte läsas
undeclared-cookie--unseen = registerförteckningen nämner inte { $name }, och ingen text från kaksidan finns i underlaget
undeclared-cookie--kept = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }{ $owner }) sparas{ $phase }{ $setter }; varken registerförteckningen eller kaksidan nämner den

cookie-missing-from-page--title = Registerförteckningen tar upp en kaka, men kaksidan som besökarna läser nämner den inte.
cookie-missing-from-page--remedy = Se till att kaksidan stämmer med registerförteckningen.
cookie-missing-from-page--unseen = ingen text från kaksidan finns i underlaget
cookie-missing-from-page--missing = registerförteckningen tar upp { $name }, som också sparas hos besökarna, men kaksidan nämner den inte
cookie-missing-from-page--hidden = kaksidan nämner { $name } bara där besökarna inte ser det
cookie-missing-from-page--unreadable = kaksidan kan inte läsas

cookie-outlives-declaration--title = En kaka lever längre än registerförteckningen anger.
cookie-outlives-declaration--remedy = Förkorta kakans livslängd, eller rätta registerförteckningen och kaksidan.
cookie-outlives-declaration--blind = de senaste iakttagelserna omfattar inte kakor
cookie-outlives-declaration--outlives = { $name } lever i { $lives }, men registerförteckningen anger { $declared }

cookie-entry-incomplete--title = Registerförteckningen tar upp en kaka utan att säga vems den är eller vad den är till för.
cookie-entry-incomplete--remedy = Lägg till `organisation`, `purpose` och `max_age` i posten, och ange detsamma på kaksidan.
cookie-entry-incomplete--blind = de senaste iakttagelserna visar inte hur länge kakor sparas
cookie-entry-incomplete--incomplete = i posten för { $name } saknas: { $lacking }

third-party-cookie-before-consent--title = En tredje part sparar en kaka i besökarnas webbläsare innan de har samtyckt.
third-party-cookie-before-consent--remedy = Läs in det som sätter kakan först när besökaren har accepterat, eller visa varför tjänsten inte klarar sig utan den och godta detta fynd av det skälet.
third-party-cookie-before-consent--blind = de senaste iakttagelserna omfattar inte kakor
third-party-cookie-before-consent--kept-unknown = de senaste iakttagelserna visar inte om webbläsaren sparade { $name }
third-party-cookie-before-consent--phase-unknown = de senaste iakttagelserna visar inte om { $name } sparades innan samtycke hade lämnats
third-party-cookie-before-consent--never-before = { $name } sparas, och ingen har iakttagit webbplatsen innan samtycke lämnades
third-party-cookie-before-consent--kept = { $name } ({ $domain }{ $owner }) sparas{ $phase }{ $setter }
third-party-cookie-before-consent--perhaps-exempt = { $name } ({ $domain }{ $owner }) sparas{ $phase }{ $setter }; den är dokumenterad som en kaka för { $purposes }, och en sådan kan vara undantagen från samtycke

stored-before-consent--title = Webbplatsen själv sparar något i besökarnas webbläsare innan de har samtyckt, och det är till för mer än webbplatsen behöver.
stored-before-consent--remedy = Läs in det som sätter den först när besökaren har accepterat. Om den bara tjänar det som besökaren har bett om, låt registerförteckningen säga vad den är till för.
stored-before-consent--blind = de senaste iakttagelserna omfattar varken kakor eller något annat som sparas
stored-before-consent--blind-cookies = de senaste iakttagelserna omfattar inte kakor
stored-before-consent--blind-storage = de senaste iakttagelserna omfattar inte localStorage, databaser och cachar
stored-before-consent--phase-unknown = de senaste iakttagelserna visar inte om { $name } sparades innan samtycke hade lämnats
stored-before-consent--never-before = { $name } sparas, och ingen har iakttagit webbplatsen innan samtycke lämnades
stored-before-consent--purpose-unknown = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sparas innan samtycke har lämnats, och inget visar vad den är till för
stored-before-consent--declared = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sparas innan samtycke har lämnats{ $setter }; registerförteckningen säger att den är till för ”{ $purpose }”
stored-before-consent--documented = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sparas innan samtycke har lämnats{ $setter }; { $who } dokumenterar den som en för { $purposes }
stored-before-consent--set-by = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sparas innan samtycke har lämnats{ $setter }; { $who } är känd för { $kind ->
    [analytics] webbanalys
    [advertising] annonsering
   *[other] { $kind }
}

refusal-not-respected--title = En besökare säger nej, och det som kräver samtycke fortsätter eller börjar ändå.
refusal-not-respected--remedy = Ta reda på vad som startar det oavsett vad besökaren väljer, och låt det först fråga efter det sparade valet. Gör en ny iakttagelse, med en omladdning efter nejet.
refusal-not-respected--on-consent = { $who } kontaktas efter ett nej ({ $signs }), och registerförteckningen stöder { $edge } på samtycke
refusal-not-respected--known-for = { $who } kontaktas efter ett nej ({ $signs }); mottagaren är känd för { $kind ->
    [analytics] webbanalys
    [advertising] annonsering
   *[other] { $kind }
}
refusal-not-respected--keeps = { $who } sätter { $name } efter ett nej, vilket kräver samtycke
refusal-not-respected--nobody-refused = { $name } kräver samtycke, och ingen har iakttagit webbplatsen efter ett nej
refusal-not-respected--blind-cookies = iakttagelserna efter ett nej omfattar inte kakor
refusal-not-respected--blind-storage = iakttagelserna efter ett nej omfattar inte localStorage, databaser och cachar
refusal-not-respected--declared = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sätts efter ett nej{ $setter }; registerförteckningen säger att den är till för ”{ $purpose }”
refusal-not-respected--documented = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sätts efter ett nej{ $setter }; { $who } dokumenterar den som en för { $purposes }
refusal-not-respected--set-by = { $store ->
    [cookie] kakan
    [local-storage] localStorage-posten
    [session-storage] sessionStorage-posten
    [indexed-db] IndexedDB-databasen
    [cache] cachen
   *[other] { $store }
} { $name } ({ $domain }) sätts efter ett nej{ $setter }; { $who } är känd för { $kind ->
    [analytics] webbanalys
    [advertising] annonsering
   *[other] { $kind }
}

## Notices
recipient-missing-from-notice--title = Någon tar emot besökarnas uppgifter, och integritetspolicyn anger varken vem det är eller vilken kategori det rör sig om.
recipient-missing-from-notice--remedy = Ange mottagaren vid namn i integritetspolicyn, med vad den får och varför.
recipient-missing-from-notice--category = integritetspolicyn nämner { $who } endast som kategori{ $quote }
recipient-missing-from-notice--vague = integritetspolicyn nämner { $who } endast som en möjlighet{ $quote }
recipient-missing-from-notice--hidden = integritetspolicyn nämner { $who } endast där besökarna först måste öppna något{ $quote }
recipient-missing-from-notice--silent = integritetspolicyn nämner inte { $who }
recipient-missing-from-notice--denied = integritetspolicyn förnekar att { $who } får uppgifter{ $quote }
recipient-missing-from-notice--unreadable = integritetspolicyn kan inte läsas: { $reason }
recipient-missing-from-notice--unseen = { $role ->
    [cookies] ingen text från kaksidan finns i underlaget
   *[privacy] ingen text från integritetspolicyn finns i underlaget
}
recipient-missing-from-notice--undeclared = { $role ->
    [cookies] förteckningen anger ingen kaksida
   *[privacy] förteckningen anger ingen integritetspolicy
}

purpose-missing-from-notice--title = Integritetspolicyn anger inte för vilka ändamål en mottagare får uppgifter.
purpose-missing-from-notice--remedy = Ange i integritetspolicyn vad varje mottagare används till, i anslutning till dess namn och med rättslig grund.
purpose-missing-from-notice--unmentioned = integritetspolicyn nämner inte { $who }, och därmed inte heller vad mottagaren används till
purpose-missing-from-notice--missing = integritetspolicyn säger inte att { $who } används för { $purposes }
purpose-missing-from-notice--purpose-undeclared = registerförteckningen anger inte vad { $who } används till, så integritetspolicyn kan inte prövas
purpose-missing-from-notice--undeclared = { $role ->
    [cookies] förteckningen anger ingen kaksida
   *[privacy] förteckningen anger ingen integritetspolicy
}
purpose-missing-from-notice--unreadable = integritetspolicyn kan inte läsas: { $reason }
purpose-missing-from-notice--unseen = { $role ->
    [cookies] ingen text från kaksidan finns i underlaget
   *[privacy] ingen text från integritetspolicyn finns i underlaget
}

data-missing-from-notice--title = Det har iakttagits att en mottagare får uppgifter som integritetspolicyn inte nämner.
data-missing-from-notice--remedy = Ange i integritetspolicyn vilka uppgifter mottagaren får.
data-missing-from-notice--missing = integritetspolicyn säger inte att { $who } får { $data }
data-missing-from-notice--unreadable = integritetspolicyn kan inte läsas: { $reason }
data-missing-from-notice--unseen = { $role ->
    [cookies] ingen text från kaksidan finns i underlaget
   *[privacy] ingen text från integritetspolicyn finns i underlaget
}
data-missing-from-notice--undeclared = { $role ->
    [cookies] förteckningen anger ingen kaksida
   *[privacy] förteckningen anger ingen integritetspolicy
}

subjects-missing-from-notice--title = Personer vars uppgifter behandlas hör inte till de grupper som integritetspolicyn vänder sig till.
subjects-missing-from-notice--remedy = Lägg till ett avsnitt för den gruppen: vilka uppgifter, varför, på vilken rättslig grund och vem som får dem.
subjects-missing-from-notice--missing = uppgifter om gruppen { $group ->
    [visitor] besökare
    [user] användare
    [employee] anställda
    [applicant] arbetssökande
    [subscriber] prenumeranter
    [customer] kunder
    [citizen] medborgare
    [orderer] beställare
    [participant] deltagare
    [child] barn
    [pupil] elever
    [guardian] vårdnadshavare
    [patient] patienter
    [contact-person] kontaktpersoner
    [contractor] uppdragstagare
    [member] medlemmar
   *[other] { $group }
} behandlas, och integritetspolicyn tar inte upp den gruppen
subjects-missing-from-notice--unreadable = integritetspolicyn kan inte läsas: { $reason }
subjects-missing-from-notice--unseen = { $role ->
    [cookies] ingen text från kaksidan finns i underlaget
   *[privacy] ingen text från integritetspolicyn finns i underlaget
}
subjects-missing-from-notice--undeclared = { $role ->
    [cookies] förteckningen anger ingen kaksida
   *[privacy] förteckningen anger ingen integritetspolicy
}

transfer-missing-from-notice--title = Uppgifter överförs till ett tredjeland, och integritetspolicyn säger det inte, eller inte med vilken skyddsåtgärd.
transfer-missing-from-notice--remedy = Ange i integritetspolicyn landet, mottagaren, skyddsåtgärden och var man kan få en kopia av den.
transfer-missing-from-notice--silent = uppgifter överförs till { $who } ({ $countries }), och integritetspolicyn säger det inte
transfer-missing-from-notice--denied = uppgifter överförs till { $who } ({ $countries }), och integritetspolicyn förnekar det{ $quote }
transfer-missing-from-notice--incomplete = integritetspolicyn tar upp överföringen till { $who }, men detta saknas: { $missing }
transfer-missing-from-notice--unreadable = integritetspolicyn kan inte läsas: { $reason }
transfer-missing-from-notice--unseen = { $role ->
    [cookies] ingen text från kaksidan finns i underlaget
   *[privacy] ingen text från integritetspolicyn finns i underlaget
}
transfer-missing-from-notice--undeclared = { $role ->
    [cookies] förteckningen anger ingen kaksida
   *[privacy] förteckningen anger ingen integritetspolicy
}

notice-differs-by-language--title = Sidan nämner någon eller något på ett språk och utelämnar det på ett annat.
notice-differs-by-language--remedy = Håll en enda lista över mottagare och kakor, och gör sidan på varje språk utifrån den. Ändra alla samma dag.
notice-differs-by-language--differs = { $silent } nämner inte { $what }, men det gör { $named }
notice-differs-by-language--unseen = ingen text från { $url } finns i underlaget, så den kan inte jämföras med de andra
notice-differs-by-language--no-language = språket på { $url } går inte att avgöra, så den kan inte jämföras med de andra

notice-page-not-found--title = Den adress som anges för integritetspolicyn eller kaksidan svarar att sidan inte finns.
notice-page-not-found--remedy = Lägg tillbaka sidan, eller låt den gamla adressen leda vidare till den nya, eftersom andra har länkat till den. Om sidan har flyttats, ange den nya adressen under `[service.pages]` med `from` och den gamla med `until`. Iaktta sedan på nytt.
notice-page-not-found--gone = sidan finns inte där: adressen svarar { $status }
notice-page-not-found--unclear = den senaste iakttagelsen av sidan, från { $day }, visar inte om den finns
notice-page-not-found--unseen = ingen iakttagelse visar om sidan finns

## Chain
edge-without-agreement--title = Uppgifter lämnas till ett personuppgiftsbiträde, eller vidare till ett underbiträde, utan att något avtal om det kan visas upp.
edge-without-agreement--remedy = Ingå avtalet, eller begär in det som biträdet har, och för in det med dagen för undertecknandet.
edge-without-agreement--undated = inget visar sedan när { $document } är bindande för någon
edge-without-agreement--not-yet = uppgifter lämnas till { $who } ({ $path }), och före { $day } visar inget att { $document } är bindande för någon
edge-without-agreement--not-shown = uppgifter lämnas till { $who } ({ $path }), och inget visar att { $document } är bindande för någon
edge-without-agreement--ended = uppgifter lämnas till { $who } ({ $path }), och { $document } gäller inte längre
edge-without-agreement--none = uppgifter lämnas till { $who } ({ $path }), och registerförteckningen känner inte till något avtal för det ledet
edge-without-agreement--no-agreement = uppgifter lämnas till { $who } ({ $path }), och { $document }, som registerförteckningen anger för det ledet, är inget avtal ({ $kind ->
    [processor-agreement] personuppgiftsbiträdesavtal
    [joint-controller-arrangement] arrangemang mellan gemensamt personuppgiftsansvariga
    [amendment] tillägg
    [commercial-amendment] tillägg till det kommersiella avtalet
    [annex] bilaga
    [template] mall
    [standard-clauses] standardavtalsklausuler
    [assessment] bedömning
   *[other] annan handling
})
edge-without-agreement--of-other-roles = uppgifter lämnas till { $who } ({ $path }), och { $document }, som registerförteckningen anger för det ledet, är inget avtal med { $role ->
    [joint-controller] en gemensamt personuppgiftsansvarig
   *[other] ett personuppgiftsbiträde
} ({ $kind ->
    [processor-agreement] personuppgiftsbiträdesavtal
    [joint-controller-arrangement] arrangemang mellan gemensamt personuppgiftsansvariga
    [amendment] tillägg
    [commercial-amendment] tillägg till det kommersiella avtalet
    [annex] bilaga
    [template] mall
    [standard-clauses] standardavtalsklausuler
    [assessment] bedömning
   *[other] annan handling
})
edge-without-agreement--of-others = uppgifter lämnas till { $who } ({ $path }), och { $document }, som registerförteckningen anger för det ledet, är mellan { $parties }

edge-without-approval--title = Ett underbiträde anlitas utan den personuppgiftsansvariges godkännande.
edge-without-approval--remedy = Besluta om underbiträdet ska godkännas, och för in beslutet med dag och beslutsfattare, eller se till att underbiträdet inte längre anlitas.
edge-without-approval--undated = godkännandet av { $who } saknar datum, så inget visar att det kom före starten
edge-without-approval--refused = { $who } arbetar för { $by }, trots att den personuppgiftsansvarige har avslagit det
edge-without-approval--none = { $who } arbetar för { $by }, och inget godkännande av den personuppgiftsansvarige är dokumenterat

agreement-copy-not-held--title = Den personuppgiftsansvarige har ingen kopia av ett underbiträdesavtal, trots att ett avtalsvillkor ger rätt till en.
agreement-copy-not-held--remedy = Begär kopian av personuppgiftsbiträdet, skriftligen och med en svarsfrist, och för in när den kom.
agreement-copy-not-held--unsaid = registerförteckningen anger inte om det finns en kopia av avtalet med { $who }
agreement-copy-not-held--said = den personuppgiftsansvarige har ingen kopia av avtalet med { $who }; det uppgav { $sayer } { $day }
agreement-copy-not-held--none = den personuppgiftsansvarige har ingen kopia av avtalet med { $who }

agreement-not-shown-to-bind--title = Ett avtal är en leverantörs standardtext, och inget visar att parterna har godtagit den, eller när.
agreement-not-shown-to-bind--remedy = Ta fram beställningen, sidan med underskrifter eller beviset på godtagandet, med datum och den version som godtogs.
agreement-not-shown-to-bind--undated = registerförteckningen anger varken när { $document } undertecknades eller om det godtogs
agreement-not-shown-to-bind--standard = { $document } är en standardtext från leverantören; inget visar att { $parties ->
    [anyone] någon
   *[other] { $parties }
} har godtagit den, eller när

agreement-contents-missing--title = Ett personuppgiftsbiträdesavtal saknar innehåll som lagen kräver.
agreement-contents-missing--remedy = Ändra avtalet, eller ta fram den bilaga som innehåller det som saknas.
agreement-contents-missing--unread = registerförteckningen anger inte vad { $document } innehåller (`contents`)
agreement-contents-missing--missing = { $document } anger inte { $missing }, och ingen bilaga som gör det finns i underlaget

annexes-not-held--title = Ett avtal hänvisar till bilagor som inte finns i underlaget.
annexes-not-held--remedy = Ta fram bilagorna, eller få skriftligt bekräftat att det inte finns några och rätta den text som hänvisar till dem.
annexes-not-held--unknown = det är okänt om någon har bilagorna till { $document }
annexes-not-held--missing = { $document } hänvisar till bilagor som inte finns i underlaget: { $annexes }

document-not-held--title = En handling som någon stöder sig på omnämns, och ingen har en kopia av den.
document-not-held--remedy = Ta fram handlingen och för in när den kom, eller för in att den inte finns.
document-not-held--unknown = det är okänt om någon har { $document }
document-not-held--mentioned = { $state ->
    [referenced] { $document } omnämns{ $since }, och ingen kopia finns i underlaget
    [requested] { $document } är begärd{ $since }, och ingen kopia finns i underlaget
    [withheld] { $document } hålls inne{ $since }, och ingen kopia finns i underlaget
   *[said-not-to-be-held] { $document } innehas inte, enligt uppgift{ $since }, och ingen kopia finns i underlaget
}

statement-contradicted--title = Någon har uppgett att en handling, eller en del av den, inte finns, och något annat i underlaget säger att den måste finnas.
statement-contradicted--remedy = Be den som lämnade uppgiften att förklara den, och rätta registerförteckningen eller svaret.
statement-contradicted--copy-promised = { $sayer ->
    [somebody] någon
   *[other] { $sayer }
} uppgav { $day } att { $document } inte innehas, men punkt { $clause } i { $parent } ger rätt till en kopia
statement-contradicted--annexes-unknown = { $document } hänvisar till bilagor, och det är okänt om de finns
statement-contradicted--annexes = { $sayer ->
    [somebody] någon
   *[other] { $sayer }
} uppgav { $day } att { $document } saknar bilagor, men texten hänvisar till { $annexes }
statement-contradicted--amendments = { $sayer ->
    [somebody] någon
   *[other] { $sayer }
} uppgav { $day } att { $document } inte har ändrats, men { $amending } innehåller en ändring
statement-contradicted--arrived = { $sayer ->
    [somebody] någon
   *[other] { $sayer }
} uppgav { $day } att { $document } inte innehas; en kopia kom { $arrived }, och inget visar att handlingen är yngre än uppgiften

sub-processor-without-amendment--title = Ett underbiträde tillkom efter att avtalet undertecknades, och inget skriftligt tillägg tar in det.
sub-processor-without-amendment--remedy = Ta fram det tillägg som tar in underbiträdet, daterat senast dess startdag, eller ingå ett nu och anteckna tiden däremellan.
sub-processor-without-amendment--unknown = det är okänt om { $document } har ändrats
sub-processor-without-amendment--not-introduced = { $who } tillkom (startdag: { $start }), och inget tillägg till { $document } fram till dess tar in underbiträdet

sub-processor-not-reported--title = Ett personuppgiftsbiträde anlitar ett underbiträde som det inte har redovisat för den personuppgiftsansvarige.
sub-processor-not-reported--remedy = Begär en daterad lista över underbiträden från personuppgiftsbiträdet och för in den som `[[report]]`.
sub-processor-not-reported--unread = registerförteckningen anger inte om { $by } är skyldig att redovisa sina underbiträden
sub-processor-not-reported--unreported = ingen redovisning från { $by } tar upp { $who }

report-overdue--title = Ett personuppgiftsbiträde har inte redovisat sina underbiträden på längre tid än avtalet tillåter.
report-overdue--remedy = Begär en ny redovisning och för in den som `[[report]]`.
report-overdue--no-interval = punkt { $clause } i { $document } kräver redovisning från { $by }, men registerförteckningen anger inget intervall (`every`)
report-overdue--late = { $by } ska redovisa sina underbiträden med intervallet { $every }; det skedde senast { $last }, så en redovisning skulle ha kommit { $due }
report-overdue--never = { $by } ska redovisa sina underbiträden med intervallet { $every }; det har aldrig skett

country-of-processing-unknown--title = Registerförteckningen anger inte i vilket land ett personuppgiftsbiträde behandlar uppgifterna.
country-of-processing-unknown--remedy = Fråga biträdet var uppgifterna lagras och varifrån de kan läsas, och för in varje land med sin källa.
country-of-processing-unknown--none = registerförteckningen anger inget land där { $who } behandlar uppgifterna
country-of-processing-unknown--unheld = länderna för { $who } bygger på { $document }, som ingen har en kopia av

objection-right-missing--title = Ett avtal som underbiträden arbetar under ger inte den personuppgiftsansvarige någon möjlighet att invända mot ett underbiträde.
objection-right-missing--remedy = Lägg till ett villkor som låter den personuppgiftsansvarige invända, eller säga upp avtalet, inom en angiven tid.
objection-right-missing--unread = registerförteckningen anger inte vilka villkor { $document } innehåller
objection-right-missing--missing = { $document } ger inte den personuppgiftsansvarige rätt att invända mot ett underbiträde

liability-clause-missing--title = Ett avtal som underbiträden arbetar under säger inte att personuppgiftsbiträdet ansvarar för dem.
liability-clause-missing--remedy = Lägg till villkoret.
liability-clause-missing--unread = registerförteckningen anger inte vilka villkor { $document } innehåller
liability-clause-missing--missing = { $document } säger inte att personuppgiftsbiträdet ansvarar för sina underbiträden

flow-down-incomplete--title = Ett underbiträdesavtal saknar skyldigheter som personuppgiftsbiträdet självt har.
flow-down-incomplete--remedy = Jämför de två texterna skyldighet för skyldighet, och se till att de som saknas förs in i underbiträdesavtalet.
flow-down-incomplete--unread = registerförteckningen anger inte vilka skyldigheter { $document } innehåller
flow-down-incomplete--missing = { $child } saknar skyldigheter som { $parent } ålägger { $by }: { $missing }

data-beyond-parent-agreement--title = Ett underbiträdesavtal omfattar fler kategorier av uppgifter än personuppgiftsbiträdets eget avtal.
data-beyond-parent-agreement--remedy = Se till att underbiträdesavtalet begränsas, eller utvidga personuppgiftsbiträdets avtal, registerförteckningen och integritetspolicyn, och ange skälet.
data-beyond-parent-agreement--unread = registerförteckningen anger inte vilka kategorier av uppgifter { $document } omfattar
data-beyond-parent-agreement--beyond = { $child } omfattar kategorier av uppgifter som { $parent } inte omfattar: { $beyond }

purposes-beyond-parent-agreement--title = Ett underbiträdesavtal omfattar ändamål som personuppgiftsbiträdets eget avtal inte omfattar.
purposes-beyond-parent-agreement--remedy = Se till att underbiträdesavtalet begränsas, eller utvidga personuppgiftsbiträdets avtal, registerförteckningen och integritetspolicyn, och ange skälet.
purposes-beyond-parent-agreement--unread = registerförteckningen anger inte vilka ändamål { $document } omfattar
purposes-beyond-parent-agreement--beyond = { $child } omfattar ändamål som { $parent } inte omfattar: { $beyond }

observed-data-beyond-agreement--title = Det har iakttagits att uppgifter lämnas vidare som ett avtal högre upp i kedjan inte omfattar.
observed-data-beyond-agreement--remedy = Utred vad mer som lämnas, bevara underlaget, och ändra avtalen eller stoppa flödet.
observed-data-beyond-agreement--unread = registerförteckningen anger inte vilka uppgifter avtalen ovanför { $who } omfattar
observed-data-beyond-agreement--beyond = det har iakttagits att { $who } får { $data }, som { $document } inte omfattar

processor-tier-undeclared--title = Ett avtal räknar upp ytterligare biträden som inte finns i registerförteckningen.
processor-tier-undeclared--remedy = För in varje ytterligare biträde som organisation och som led, med land och stöd för överföringen.
processor-tier-undeclared--unheld = ingen har en kopia av { $document }, så det går inte att säga vilka det räknar upp
processor-tier-undeclared--missing = { $document } räknar upp ytterligare biträden som inte finns i registerförteckningen: { $names }

assessment-missing--title = En mottagare anlitas, och ingen bedömning av risken är dokumenterad.
assessment-missing--remedy = Gör bedömningen, för in den med datum, och besluta vad som följer av den.
assessment-missing--unknown = det är okänt om risken med { $who } har bedömts
assessment-missing--missing = { $days ->
    [0] ingen bedömning av risken med { $who } är dokumenterad, på startdagen
    [one] ingen bedömning av risken med { $who } är dokumenterad, 1 dag efter starten
   *[other] ingen bedömning av risken med { $who } är dokumenterad, { $days } dagar efter starten
}
assessment-missing--missing-undated = ingen bedömning av risken med { $who } är dokumenterad
assessment-missing--undeclared = { $who } medverkar, och ingen bedömning av risken med det är dokumenterad

## Transfers
transfer-without-basis--title = Uppgifter överförs till ett tredjeland, och inget stöd för det gäller den dagen.
transfer-without-basis--remedy = Stoppa överföringen, eller grunda den på ett stöd som gäller i dag, och för in det på ledet som `[[edge.transfer]]`.
transfer-without-basis--limited = beslutet om adekvat skyddsnivå för { $country } är begränsat ({ $limits }), och det framgår inte om { $who } omfattas
transfer-without-basis--none = uppgifter hos { $who } finns i { $country }, och registerförteckningen anger inget stöd för det; den { $day } finns inget beslut om adekvat skyddsnivå för { $country }
transfer-without-basis--not-valid = överföringen till { $who } ({ $country }) bygger på { $basis }: { $why }
transfer-without-basis--no-decision = överföringen till { $who } ({ $country }) bygger på ett beslut om adekvat skyddsnivå, och den { $day } finns inget för { $country }
transfer-without-basis--not-covered = beslutet om adekvat skyddsnivå för { $country } är begränsat ({ $limits }), { $who } omfattas inte, och registerförteckningen anger inget annat stöd
transfer-without-basis--wrong-roles = överföringen till { $who } ({ $country }) bygger på { $basis }, som inte är skrivet för en överföring från { $exporter ->
    [controller] en personuppgiftsansvarig
    [processor] ett personuppgiftsbiträde
   *[other] { $exporter }
} till { $importer ->
    [controller] en personuppgiftsansvarig
    [processor] ett personuppgiftsbiträde
   *[other] { $importer }
}
transfer-without-basis--too-early = överföringen till { $who } ({ $country }) bygger på { $basis }, som sägs ha ingåtts { $concluded } men antogs först { $adopted }
transfer-without-basis--barred = överföringen till { $who } ({ $country }) bygger på { $basis }, som en myndighet inte får använda när den utövar sina offentliga befogenheter
transfer-without-basis--older = { $agreement } undertecknades { $signed }, innan { $basis } antogs { $adopted }, och det framgår inte när klausulerna ingicks
transfer-without-basis--public-powers = överföringen till { $who } ({ $country }) bygger på { $basis }, som en myndighet inte får använda när den utövar sina offentliga befogenheter; om den gör det här framgår inte

transfer-without-approval--title = Ett personuppgiftsbiträde överför uppgifter till ett tredjeland utan den personuppgiftsansvariges godkännande.
transfer-without-approval--remedy = Besluta skriftligen om överföringen och för in godkännandet med datum, eller se till att uppgifterna stannar inom EES.
transfer-without-approval--undated = godkännandet av överföringen till { $country } saknar datum
transfer-without-approval--refused = uppgifter hos { $who } finns i { $country }, trots att den personuppgiftsansvarige har avslagit det
transfer-without-approval--none = uppgifter hos { $who } finns i { $country }, och inget godkännande av det från den personuppgiftsansvarige är dokumenterat

transfer-without-assessment--title = En överföring bygger på lämpliga skyddsåtgärder, och ingen bedömning av landets lagstiftning är dokumenterad.
transfer-without-assessment--remedy = Gör bedömningen för just denna överföring, detta land och denna kategori av uppgifter, och för in den med datum.
transfer-without-assessment--unknown = det är okänt om överföringen till { $who } ({ $country }) har bedömts
transfer-without-assessment--missing = överföringen till { $who } ({ $country }) bygger på { $basis }, och ingen bedömning av det landet är dokumenterad

transfer-without-supplementary-measures--title = En överföring bygger på lämpliga skyddsåtgärder, och inga kompletterande åtgärder är dokumenterade.
transfer-without-supplementary-measures--remedy = För in de åtgärder som har vidtagits, eller `measures = "not-needed"` med den bedömning som visar det.
transfer-without-supplementary-measures--unfounded = inga åtgärder sägs behövas för överföringen till { $who }, och ingen bedömning visar varför
transfer-without-supplementary-measures--missing = överföringen till { $who } ({ $country }) bygger på { $basis }, och inga kompletterande åtgärder är dokumenterade

wrong-clause-module--title = En överföring bygger på standardavtalsklausuler i en modul som inte passar parterna.
wrong-clause-module--remedy = Ingå avtal enligt den modul som passar, med ifyllda bilagor.
wrong-clause-module--no-module = registerförteckningen anger inte vilken modul av { $basis } överföringen till { $who } använder
wrong-clause-module--wrong = överföringen till { $who } använder modul { $module } av { $basis }; från { $exporter ->
    [controller] en personuppgiftsansvarig
    [processor] ett personuppgiftsbiträde
   *[other] { $exporter }
} till { $importer ->
    [controller] en personuppgiftsansvarig
    [processor] ett personuppgiftsbiträde
   *[other] { $importer }
} gäller modul { $fitting }

importer-not-covered--title = En överföring bygger på en lista eller på bindande företagsbestämmelser, och inget visar att importören står på listan eller är bunden av dem.
importer-not-covered--remedy = Kontrollera importören och för in `certified = {"{"} state = "given", on = … {"}"}` med beviset, eller välj ett annat stöd.
importer-not-covered--unknown = det är okänt om { $who } omfattas av { $basis }
importer-not-covered--not-covered = överföringen till { $who } ({ $country }) bygger på { $basis }, och inget visar att { $who } omfattas

void-instrument-in-agreement--title = Ett avtal hänvisar till ett överföringsverktyg som inte längre gäller.
void-instrument-in-agreement--remedy = Ändra villkoret, och leta efter överföringar som har stött sig på det.
void-instrument-in-agreement--at-signing = { $document }, undertecknat { $signed }, hänvisar till { $instrument }, som redan vid undertecknandet inte längre gällde: { $why }
void-instrument-in-agreement--unclear = { $document } undertecknades { $signed }; om { $instrument } då inte längre gällde beror på dagen
void-instrument-in-agreement--now = { $document } hänvisar till { $instrument }, som inte längre gäller: { $why }

template-drift--title = Ett avtal säger fortfarande något som dess mall har strukit sedan dess.
template-drift--remedy = Gör en lista över de avtal som har upprättats efter den gamla mallen, och ändra vart och ett av dem.
template-drift--undated = det är okänt sedan när { $newer } ersätter mallen för { $document }
template-drift--drift = { $document } hänvisar fortfarande till { $dropped }, som mallen strök i och med { $newer }, i kraft sedan { $since }

## Backups
backup-late--title = Den nyaste ögonblicksbilden av en säkerhetskopia är äldre än intervallet tillåter.
backup-late--remedy = Ta reda på varför ingen ögonblicksbild togs: se på jobbets timer, dess senaste utskrift, utrymmet i lagret och nyckeln. Ta en för hand, granska kopian igen, och se till att någon får veta det nästa gång. Behöver den inte tas så ofta, så ange det: `every`, `tolerance`.
backup-late--late = den nyaste ögonblicksbilden ({ $snapshot }) är från { $time }; nästa skulle finnas senast { $due }
backup-late--late-path = den nyaste ögonblicksbild som innehåller { $path } ({ $snapshot }) är från { $time }; nästa skulle finnas senast { $due }
backup-late--nothing = det finns ingen ögonblicksbild alls; en är angiven med intervallet { $every }
backup-late--unseen = den nyaste ögonblicksbild som någon har sett är från { $time }; nästa skulle finnas senast { $due }, och ingen har tittat sedan { $looked }
backup-late--undated = det finns { $count } ögonblicksbilder, och inget visar när de togs
backup-late--never-looked = ingen har granskat den här kopian
backup-late--could-not-complete = granskningen { $looked } kunde inte slutföras: { $why }
backup-late--not-reached = ingen granskning har nått den här kopian; den senaste, { $looked }: { $why }
backup-late--not-told = den senaste granskning som nådde den här kopian, { $looked }, omfattade inte det

backup-interval-missed--title = Inom de senaste 30 dagarna har två ögonblicksbilder följt på varandra senare än angivet.
backup-interval-missed--remedy = Ta reda på vad som hände de dagarna, och anteckna det. Se till att någon får veta när en ögonblicksbild skulle ha tagits och inte har kommit.
backup-interval-missed--missed = ingen ögonblicksbild togs mellan { $from } och { $to }; en är angiven med intervallet { $every }
backup-interval-missed--unseen = ingen ögonblicksbild är känd mellan { $from } och { $to }, och ingen tittade däremellan: de kan ha tagits och sedan tagits bort

backup-unreachable--title = En kopia av en säkerhetskopia kan inte nås.
backup-unreachable--remedy = Försök från den maskin som skulle återställa, med det konto som den skulle använda: namn, väg, konto, nyckel. Har kopian flyttats, så ange den nya `location`. Har granskningen gjorts någon annanstans ifrån, så låt `vidne observe` köra på den maskin som står i `restored_from`.
backup-unreachable--unreachable = kopian kunde inte nås { $looked }: { $why }
backup-unreachable--no-repository = inget arkiv finns på den angivna platsen, enligt granskningen { $looked }: { $why }
backup-unreachable--from-elsewhere = den nåddes från { $from }, men skulle återställas från { $needed }
backup-unreachable--from-unknown = den nåddes, och granskningen säger inte varifrån; den skulle återställas från { $needed }
backup-unreachable--never-looked = ingen har granskat den här kopian
backup-unreachable--could-not-complete = granskningen { $looked } kunde inte slutföras: { $why }
backup-unreachable--not-reached = ingen granskning har nått den här kopian; den senaste, { $looked }: { $why }
backup-unreachable--not-told = den senaste granskning som nådde den här kopian, { $looked }, omfattade inte det

backup-incomplete--title = Något som måste finnas i en säkerhetskopia finns inte i dess nyaste ögonblicksbild.
backup-incomplete--remedy = Ta med det som saknas: rätta jobbets lista över sökvägar och undantag, ta en ögonblicksbild och granska igen. Det som inte behöver vara med anges under `leaves_out`. Det som saknas på själva maskinen kan inte finnas i dess säkerhetskopia: lägg först tillbaka det där. Där namn i en ögonblicksbild av borg, av en mapp eller av tar börjar vid en annan mapp än roten, ange den mappen som `relative_to`.
backup-incomplete--lacks = { $count } saker som måste finnas i säkerhetskopian finns inte i ögonblicksbilden från { $time } ({ $snapshot }): { $names }
backup-incomplete--lacks-one = 1 sak som måste finnas i säkerhetskopian finns inte i ögonblicksbilden från { $time } ({ $snapshot }): { $names }
backup-incomplete--cut = { $count } saker som måste finnas i säkerhetskopian står inte på listan över innehållet, men listan är inte hel ({ $why }): { $names }
backup-incomplete--elsewhere = inget i ögonblicksbilden från { $time } ({ $snapshot }) har ett namn som börjar som det angivna omfånget: den innehåller inget av det, eller så börjar dess namn vid en mapp som `relative_to` inte anger
backup-incomplete--never-looked = ingen har granskat den här kopian
backup-incomplete--could-not-complete = granskningen { $looked } kunde inte slutföras: { $why }
backup-incomplete--not-reached = ingen granskning har nått den här kopian; den senaste, { $looked }: { $why }
backup-incomplete--not-told = den senaste granskning som nådde den här kopian, { $looked }, omfattade inte vad den innehåller

open-file-outside-backup--title = Ett program har en fil öppen som ingen säkerhetskopia av maskinen tar med.
open-file-outside-backup--remedy = Gå igenom filerna. Data, inställningar, nycklar och licenser hör hemma i en säkerhetskopias `scope` och i det jobb som tar den; det som kan göras på nytt hör hemma under `leaves_out`, så att det är beslutat.
open-file-outside-backup--nobody-looked = ingen har undersökt vilka filer program har öppna på { $host }
open-file-outside-backup--outside = { $count ->
    [one] 1 fil är öppen på { $host } som ingen säkerhetskopia av maskinen tar med: { $names }
   *[other] { $count } filer är öppna på { $host } som ingen säkerhetskopia av maskinen tar med: { $names }
}
open-file-outside-backup--hidden = { $count ->
    [one] 1 program på { $host } kunde inte undersökas { $looked }
   *[other] { $count } program på { $host } kunde inte undersökas { $looked }
}

snapshot-of-another-host--title = Den nyaste ögonblicksbilden i en säkerhetskopia är av en annan maskin än den angivna.
snapshot-of-another-host--remedy = Ta reda på vems ögonblicksbilder som ligger där. Kör jobbet på fel maskin, eller skriver det till fel arkiv, så rätta det. Kallar sig maskinen bara något annat, så ange det `name`.
snapshot-of-another-host--another = den nyaste ögonblicksbilden ({ $snapshot }, från { $time }) är av { $seen }; säkerhetskopian anges vara av { $host }
snapshot-of-another-host--unsaid = den nyaste ögonblicksbilden ({ $snapshot }) säger inte vilken maskin den är av

snapshot-removed--title = Den nyaste ögonblicksbilden i en säkerhetskopia är borta, och ingen nyare har kommit.
snapshot-removed--remedy = Ta reda på vem som tog bort den, och hur: kontot, lagrets logg. Hämta den från en annan kopia, eller ta en ny. Se till att de som administrerar maskinen inte kan radera: `protected_against = ["deletion"]` där lagret klarar det.
snapshot-removed--unlisted = ögonblicksbilderna räknades senast upp { $listed }, och kunde inte räknas upp { $looked }: { $why }
snapshot-removed--removed = den nyaste ögonblicksbilden ({ $snapshot }, från { $time }) har försvunnit efter { $seen }, och ingen nyare har kommit; sammanlagt är { $count } borta som var nyare än det som är kvar

repository-replaced--title = Ett annat arkiv finns på den plats där en kopia av en säkerhetskopia är angiven.
repository-replaced--remedy = Ta reda på vem som bytte ut det, och var det gamla är. Var det avsiktligt, så avsluta den gamla kopian med `until` och ange den nya med ett eget id, så att det som var känt om den gamla inte tas för den nya.
repository-replaced--replaced = arkivet är ett annat ({ $now }) än det som först sågs där, { $day } ({ $before })
repository-replaced--unnamed = granskningen { $looked } visar inte vilket arkiv som finns där

backup-damaged--title = Något i en kopia av en säkerhetskopia är skadat.
backup-damaged--remedy = Hämta den skadade filen från en annan kopia av samma arkiv, där den har samma namn, och granska igen. Finns ingen, så låt verktyget laga vad det kan (`restic repair`, `borg check --repair`), ta genast en ny ögonblicksbild, och undersök den disk eller det nät som orsakade det. Spara den skadade filen: den visar vad som hände.
backup-damaged--refused = allt lästes inte: { $detail } ({ $file })
backup-damaged--not-put-together = filerna kunde inte sättas samman med nyckeln: { $why }
backup-damaged--not-read = ingen har läst en byte av det som är lagrat
backup-damaged--no-list = ingen lista över hashvärden ligger bredvid filerna, så ingen kan säga om de är vad som säkerhetskopierades: låt jobbet som gör säkerhetskopian skriva en där, till exempel `SHA256SUMS` med `sha256sum`; nästa granskning läser varje byte mot den
backup-damaged--no-proof = inget som ligger där visar vad byten måste vara: det finns ingen lista över hashvärden, eller så är den krypterad
backup-damaged--not-together = arkivets filer passar inte ihop
backup-damaged--one = { $file } { $wrong ->
    [altered] är ändrad
    [truncated] är för kort
    [missing] saknas
    [swapped] innehåller något annat än namnet säger
    [inconsistent] passar inte ihop med resten
    [sealed] går inte att öppna med nyckeln
   *[other] är skadad
}: { $detail }
backup-damaged--one-affects = { $file } { $wrong ->
    [altered] är ändrad
    [truncated] är för kort
    [missing] saknas
    [swapped] innehåller något annat än namnet säger
    [inconsistent] passar inte ihop med resten
    [sealed] går inte att öppna med nyckeln
   *[other] är skadad
}: { $detail }; därför kan { $snapshots ->
    [one] 1 ögonblicksbild
   *[other] { $snapshots } ögonblicksbilder
} inte återställas i sin helhet, och inte heller dessa sökvägar: { $paths }
backup-damaged--whole = arkivet { $wrong ->
    [altered] är ändrat
    [truncated] är för kort
    [missing] saknar något
    [swapped] innehåller något annat än namnen säger
    [inconsistent] hänger inte ihop
    [sealed] går inte att öppna med nyckeln
   *[other] är skadat
}: { $detail }
backup-damaged--whole-affects = arkivet { $wrong ->
    [altered] är ändrat
    [truncated] är för kort
    [missing] saknar något
    [swapped] innehåller något annat än namnen säger
    [inconsistent] hänger inte ihop
    [sealed] går inte att öppna med nyckeln
   *[other] är skadat
}: { $detail }; därför kan { $snapshots ->
    [one] 1 ögonblicksbild
   *[other] { $snapshots } ögonblicksbilder
} inte återställas i sin helhet, och inte heller dessa sökvägar: { $paths }
backup-damaged--several = { $count } delar är skadade: { $names }; den första { $wrong ->
    [altered] är ändrad
    [truncated] är för kort
    [missing] saknas
    [swapped] innehåller något annat än namnet säger
    [inconsistent] passar inte ihop med resten
    [sealed] går inte att öppna med nyckeln
   *[other] är skadad
}: { $detail }
backup-damaged--several-affects = { $count } delar är skadade: { $names }; den första { $wrong ->
    [altered] är ändrad
    [truncated] är för kort
    [missing] saknas
    [swapped] innehåller något annat än namnet säger
    [inconsistent] passar inte ihop med resten
    [sealed] går inte att öppna med nyckeln
   *[other] är skadad
}: { $detail }; därför kan { $snapshots ->
    [one] 1 ögonblicksbild
   *[other] { $snapshots } ögonblicksbilder
} inte återställas i sin helhet, och inte heller dessa sökvägar: { $paths }
backup-damaged--never-looked = ingen har granskat den här kopian
backup-damaged--could-not-complete = granskningen { $looked } kunde inte slutföras: { $why }
backup-damaged--not-reached = ingen granskning har nått den här kopian; den senaste, { $looked }: { $why }
backup-damaged--not-told = den senaste granskning som nådde den här kopian, { $looked }, omfattade inte det

stored-bytes-not-read-again--title = Lagrade byte har inte lästs igen inom den angivna tiden.
stored-bytes-not-read-again--remedy = Låt `vidne observe` granska tillräckligt ofta och med en `read_budget` som räcker till att läsa allt inom `read_every`: nya filer läses först, sedan de äldsta. Är den för liten, så höj den, eller ange en längre tid om det går att försvara.
stored-bytes-not-read-again--unlisted = ingen granskning visar vilka filer som är lagrade
stored-bytes-not-read-again--torn = listan över lagrade filer { $looked } fortsätter från en granskning som inte finns i underlaget
stored-bytes-not-read-again--not-again = { $files ->
    [one] { $bytes } i 1 fil
   *[other] { $bytes } i { $files } filer
} har inte lästs igen inom { $every }; de äldsta lästes senast { $since }: { $names }
stored-bytes-not-read-again--never = { $files ->
    [one] { $bytes } i 1 fil
   *[other] { $bytes } i { $files } filer
} har inte lästs inom { $every }, därav { $never } aldrig; de äldsta har legat där sedan { $since }: { $names }

integrity-only-sampled--title = Bara ett stickprov av de lagrade filerna har lästs.
integrity-only-sampled--remedy = Låt allt läsas i tur och ordning: ange `read_every` och en `read_budget` som räcker till det. Därefter är det känt hur gammal den senaste läsningen av varje byte är, och inget stickprov behövs.
integrity-only-sampled--unread = ett stickprov drogs för granskningen { $looked }, som inte säger vad som lästes av det
integrity-only-sampled--sampled = { $read } av { $of } filer drogs och lästes, och ingen var skadad: så många som { $damaged } kan ändå vara det (95 % konfidens), och en enstaka skadad fil missas i { $whole },{ $tenth } % av sådana stickprov

stored-data-unreferenced--title = Data ligger i förrådet, och ingenting hänvisar till dem.
stored-data-unreferenced--remedy = Se efter om ett säkerhetskopieringsjobb avbryts, och rätta till det. Låt sedan verktyget städa (`restic repair index`, `restic prune`).
stored-data-unreferenced--one = ingenting hänvisar till { $file }: { $detail }
stored-data-unreferenced--repeated = en del av förrådet behövs inte: { $detail }
stored-data-unreferenced--several = ingenting hänvisar till { $count } filer, bland dem { $file }: { $detail }

copy-lags--title = En kopia av en säkerhetskopia saknar det som den första kopian har haft längre än angivet.
copy-lags--remedy = Undersök det som för över kopian: timern, den senaste utskriften, linjen, utrymmet. Låt det köra, granska båda kopiorna igen, och se till att någon får veta när det stannar. Ange med `max_lag` hur långt efter den får vara.
copy-lags--snapshots = { $count ->
    [one] 1 ögonblicksbild saknas som { $first } har haft längre än { $max_lag }
   *[other] { $count } ögonblicksbilder saknas som { $first } har haft längre än { $max_lag }
}, den äldsta sedan { $since }: { $names }
copy-lags--files = { $count ->
    [one] 1 fil saknas som { $first } har haft längre än { $max_lag }
   *[other] { $count } filer saknas som { $first } har haft längre än { $max_lag }
}, den äldsta sedan { $since }: { $names }
copy-lags--torn = indexet som finns där nämner packfiler som inte finns, { $count } totalt, som nyckeln har visat hos { $first }, som har dem: { $names }
copy-lags--undeclared = ögonblicksbilder: { $snapshots } och filer: { $files } från { $first } saknas, och det är inte angivet hur långt efter den här kopian får vara
copy-lags--unseen = det som { $first } hade och den här kopian saknade { $looked } skulle finnas där senast { $due }, och ingen har tittat sedan dess

backup-checks-overdue--title = En säkerhetskopia testas inte så ofta som angivet.
backup-checks-overdue--remedy = Låt `vidne observe` granska kopian så ofta som `check_every` säger, med nyckeln där innehållet ska räknas upp, och läs dess byte. Där inget är angivet väntas det dagligen, var 12:e timme för en viktig tjänst och varje timme för en nationell. En granskning får komma en timme för sent, eller en tiondel av intervallet om det är mindre: inget jobb är punktligt på sekunden. Talen är vidnes egna: ingen lag ger några. Ange egna med `check_every` och `read_every`.
backup-checks-overdue--overdue = tester är försenade; de ska göras med intervallet { $check_every }, och varje byte läsas inom { $read_every }: aktualitet { $recent ->
    [done] gjort
    [never] aldrig
   *[other] senast { $recent }
}, åtkomst { $reachable ->
    [done] gjort
    [never] aldrig
   *[other] senast { $reachable }
}, omfattning { $complete ->
    [done] gjort
    [never] aldrig
   *[other] senast { $complete }
}, integritet { $intact ->
    [done] gjort
    [never] aldrig
   *[other] senast { $intact }
}

## Standings of backups: not a rule
standing--stale = ingen har tittat sedan { $looked }, och en granskning skulle ha gjorts senast { $due }
standing--never = ingen har tittat
standing--could-not-complete = granskningen kunde inte slutföras: { $why }
standing--not-reached = ingen granskning har nått den: { $why }
standing--not-told = den senaste granskningen omfattade inte det
standing--late = den nyaste ögonblicksbilden ({ $snapshot }) är från { $time }; nästa skulle finnas senast { $due }
standing--late-path = den nyaste ögonblicksbild som innehåller { $path } ({ $snapshot }) är från { $time }; nästa skulle finnas senast { $due }
standing--recent-of-another = ingen ögonblicksbild är av den angivna maskinen; den nyaste är av { $seen }
standing--recent-unseen = den nyaste ögonblicksbild som någon har sett är från { $time }; nästa skulle finnas senast { $due }
standing--awaited = det finns ingen än; den första ska finnas senast { $due }
standing--nothing = det finns ingen ögonblicksbild alls
standing--undated = inget visar när ögonblicksbilderna togs
standing--recent = den nyaste ögonblicksbilden är från { $time }; nästa ska finnas senast { $due }
standing--recent-by-store = den nyaste ögonblicksbilden kom { $time }, enligt lagret, vilket den som skriver där kan bestämma; nästa ska finnas senast { $due }
standing--recent-by-look = den nyaste ögonblicksbilden sågs först { $time } och säger sig vara yngre; nästa ska finnas senast { $due }
standing--recent-removed = den nyaste ögonblicksbilden, från { $gone }, togs bort; den nyaste som är kvar är från { $time }
standing--recent-behind = den nyaste ögonblicksbilden är från { $time }, och { $first } har haft en annan i mer än { $max_lag }
standing--reached-from = den nåddes { $looked } från { $from }
standing--reached = den nåddes { $looked }
standing--unreachable = den kunde inte nås: { $why }
standing--no-repository = inget arkiv finns där: { $why }
standing--from-elsewhere = den nåddes, men inte från { $needed }, varifrån den skulle återställas
standing--lacks = { $count } saker som måste finnas i den finns inte i ögonblicksbilden från { $time }: { $names }
standing--cut = { $count } saker som måste finnas i den står inte på listan, som inte är hel: { $why }
standing--complete = allt angivet finns i ögonblicksbilden från { $time }, och likaså det som program hade öppet { $looked }
standing--complete-as-declared = allt angivet finns i ögonblicksbilden från { $time }; ingen har undersökt vad program har öppet
standing--complete-databases = varje angiven databas finns i ögonblicksbilden från { $time }
standing--complete-of-another = inget är känt om den angivna maskinen: den nyaste ögonblicksbilden är av { $seen }
standing--complete-elsewhere = inget i ögonblicksbilden från { $time } har ett namn som börjar som det angivna omfånget, och inget anger vid vilken mapp dess namn börjar (`relative_to`)
standing--not-read = ingen har läst en byte av den
standing--no-proof = inget som ligger där visar vad dess byte måste vara: det finns ingen lista över hashvärden, eller så är listan krypterad
standing--damaged = { $count ->
    [one] 1 del är skadad: { $names }
   *[other] { $count } delar är skadade: { $names }
}
standing--torn = dess index nämner packfiler som inte finns där ({ $count } totalt), som { $first } har visat: { $names }
standing--refused = allt lästes inte: { $detail }
standing--not-put-together = filerna kunde inte sättas samman med nyckeln: { $why }
standing--intact = varje byte har lästs inom { $every } och är som när filerna fick sina namn
standing--intact-listed = varje byte har lästs inom { $every } och är som en lista över hashvärden säger; den som kan ändra filerna kunde ändra listan
standing--intact-checksum = varje byte har lästs inom { $every }, och ingen kontrollsumma visar ett missöde; den som ändrar en byte med avsikt kan ändra kontrollsumman
standing--sampled = { $read } av { $of } filer drogs och lästes: så många som { $damaged } kan ändå vara skadade (95 % konfidens)
standing--unlisted = det som lästes är som det var, och ingen granskning visar vilka filer som är lagrade
standing--read-in-part = { $fresh } av { $bytes } har lästs inom { $every }

## Custody
backup-with-one-copy--title = En säkerhetskopia finns i färre än två exemplar.
backup-with-one-copy--remedy = Förvara ett andra exemplar på en annan plats, i andra händer, och ange det med `[[backup.copy]]`.
backup-with-one-copy--no-copy-declared = det anges inte var säkerhetskopian av { $host } förvaras
backup-with-one-copy--none = inget exemplar av säkerhetskopian av { $host } är i bruk
backup-with-one-copy--one = säkerhetskopian av { $host } finns i ett enda exemplar, { $copy }

copies-share-failure-domain--title = Alla exemplar av en säkerhetskopia ligger där en och samma händelse förstör dem.
copies-share-failure-domain--remedy = Flytta ett exemplar till ett lager som inte delar något med de andra: en annan datorhall, tillräckligt långt bort. Ange sedan `failure_domain` för varje `[[store]]` och för maskinen: exemplar som ligger på annan plats än den är åtskilda.
copies-share-failure-domain--unknown = inget visar var exemplaren { $copies } av säkerhetskopian av { $host } ligger: ange deras lager, och lagrens felområden
copies-share-failure-domain--one-store = exemplaren { $copies } av säkerhetskopian av { $host } ligger alla i lagret { $store }: det som förstör lagret förstör alla
copies-share-failure-domain--shared = exemplaren { $copies } av säkerhetskopian av { $host } ligger alla i felområdet { $value }: en brand eller ett strömavbrott där tar alla
copies-share-failure-domain--with-host = { $host } och alla exemplar av dess säkerhetskopia ({ $copies }) ligger i felområdet { $value }: en brand eller ett strömavbrott där tar alltihop

copies-share-administration--title = En och samma förvaltning kan förstöra alla exemplar av en säkerhetskopia.
copies-share-administration--remedy = Lämna ett exemplar till en annan förvaltning: en annan grupp, ett annat konto eller en annan leverantör som inte lyder under den första. Ange sedan `administration` för varje `[[store]]` och för maskinen: exemplar som maskinens egna förvaltare inte når är åtskilda.
copies-share-administration--unknown = inget visar vem som förvaltar exemplaren { $copies } av säkerhetskopian av { $host }: ange deras lager, och vem som förvaltar dem
copies-share-administration--one-store = exemplaren { $copies } av säkerhetskopian av { $host } ligger alla i lagret { $store }: den som förvaltar det kan förstöra alla
copies-share-administration--shared = exemplaren { $copies } av säkerhetskopian av { $host } förvaltas alla av { $value }: ett enda konto där kan förstöra alla
copies-share-administration--with-host = { $host } och alla exemplar av dess säkerhetskopia ({ $copies }) förvaltas av { $value }: ett enda konto där kan förstöra alltihop

copy-without-protection--title = Inget hindrar dem som förvaltar en maskin, eller ett lager, från att förstöra, ändra eller läsa ett exemplar av dess säkerhetskopia.
copy-without-protection--remedy = Låt maskinen bara kunna lägga till i lagret: objektlås, åtkomst som bara tillåter tillägg, eller ett lager som hämtar själv. Kryptera det som andra förvarar åt er. Ange sedan `protected_against` för `[[store]]`.
copy-without-protection--not-declared = det anges inte vad lagret { $store } skyddar exemplaret { $copy } av säkerhetskopian av { $host } mot
copy-without-protection--no-store = det anges inte i vilket lager exemplaret { $copy } av säkerhetskopian av { $host } ligger
copy-without-protection--open = lagret { $store } hindrar inte andra från att göra detta med exemplaret { $copy } av säkerhetskopian av { $host }: { $kinds ->
    [deletion] radera
    [alteration] ändra
    [reading] läsa
    [deletion-alteration] radera, ändra
    [deletion-reading] radera, läsa
    [alteration-reading] ändra, läsa
    [deletion-alteration-reading] radera, ändra, läsa
   *[other] { $what }
}

repository-key-not-in-escrow--title = Nyckeln till en krypterad säkerhetskopia är inte deponerad hos någon.
repository-key-not-in-escrow--remedy = Deponera nyckeln, eller lösenordet som öppnar den, hos någon som klarar sig när maskinen och allt i dess närhet går förlorat, och ange det som `[[escrow]]`. Öppna sedan ett exemplar med den.
repository-key-not-in-escrow--unknown = det anges inte om säkerhetskopian av { $host } är krypterad: inget exemplar nämner en nyckel, och ingen deposition är angiven
repository-key-not-in-escrow--nobody = nyckeln till säkerhetskopian av { $host }, gjord av { $tool }, är inte deponerad hos någon

escrow-key-not-tried--title = Den deponerade nyckeln till en säkerhetskopia öppnade den inte, eller har inte prövats på för länge.
escrow-key-not-tried--remedy = Ta ut nyckeln ur depositionen, öppna ett exemplar med den och inget annat, lista dess ögonblicksbilder, och ange det som `[[escrow.opened]]`. Om den inte öppnar, deponera genast den rätta. Intervallet är depositionens `open_every`; där inget anges räknar vidne med ett år, ett halvår för en viktig tjänst och ett kvartal för en nationell. Ingen lag ger dessa tal.
escrow-key-not-tried--failed = nyckeln som är deponerad hos { $holder } öppnade inte säkerhetskopian av { $host } den { $on }
escrow-key-not-tried--overdue = nyckeln som är deponerad hos { $holder } prövades senast { $on }; den ska öppna säkerhetskopian av { $host } med intervallet { $every }
escrow-key-not-tried--never = ingen har prövat om nyckeln som är deponerad hos { $holder } öppnar säkerhetskopian av { $host }

escrow-shares-failure-domain--title = Alla deponerade nycklar till en säkerhetskopia ligger där maskinen står.
escrow-shares-failure-domain--remedy = Deponera nyckeln, eller lösenordet som öppnar den, också på en annan plats än maskinen: på en annan ort, hos en bank, hos en notarie. Ange `failure_domain` för varje `[[escrow]]` och för maskinen. Det räcker att en deposition ligger på annan plats.
escrow-shares-failure-domain--with-host = { $host } och nyckeln som är deponerad hos { $holders } ligger i felområdet { $value }: en brand där tar båda, och inget exemplar går längre att öppna
escrow-shares-failure-domain--unknown = inget visar om nyckeln som är deponerad hos { $holders } överlever { $host }: ange felområdena för depositionen och för maskinen

## Hosts
required-item-missing--title = Något som måste finnas på en maskin finns inte där.
required-item-missing--remedy = Lägg tillbaka filen från reserven, säkerhetskopian eller dess källa, och gör en ny iakttagelse med `vidne observe --only host`. Ta reda på sedan när den var borta och vad som tog bort den. Om maskinen inte längre behöver den, ta bort maskinen ur postens `hosts`.
required-item-missing--never-looked = ingen har letat efter { $path } på { $host }
required-item-missing--unreadable = { $path } på { $host } gick inte att se { $at }: { $reason }
required-item-missing--missing = { $path } saknas på { $host } ({ $environment ->
    [production] produktion
    [standby] reserv
    [pre-production] förproduktion
    [test] test
   *[other] { $environment }
}): inget fanns där { $at }
required-item-missing--missing-needed = { $path } saknas på { $host } ({ $environment ->
    [production] produktion
    [standby] reserv
    [pre-production] förproduktion
    [test] test
   *[other] { $environment }
}): inget fanns där { $at }; den behövs i { $procedures }

host-check-overdue--title = Ingen har letat efter det som krävs på en maskin på längre tid än vad som är tillåtet.
host-check-overdue--remedy = Gör en iakttagelse på maskinen själv med `vidne observe --only host`, och låt ett schema göra det därefter. Intervallet är postens `check_every`; där inget anges räknar vidne med ett dygn, ett halvt dygn för en viktig tjänst och en timme för en nationell. En iakttagelse får komma en timme för sent, eller en tiondel av intervallet om det är mindre. Ingen lag ger dessa tal.
host-check-overdue--never-looked = ingen har letat efter { $items } på { $host }, och det anges inte sedan när någon borde ha gjort det
host-check-overdue--never = ingen har någonsin letat efter { $items } på { $host }; det ska göras med intervallet { $every }, sedan { $since }
host-check-overdue--overdue = ingen har letat efter { $items } på { $host } sedan { $since }; det ska göras med intervallet { $every }

required-item-changed--title = Innehållet i något som krävs är inte det angivna, eller har ändrats utan en ny uppgift i förteckningen.
required-item-changed--remedy = Ta reda på vem som ändrade det och varför. Om det var ett misstag, lägg tillbaka det gamla innehållet från säkerhetskopian innan maskinen startas om. Om det var avsett, ange den nya `sha256`, eller avsluta posten med `until` och ange den på nytt med `from`: därefter jämförs iakttagelser från den dagen. En fil som ska ändras anges med `max_age`.
required-item-changed--unread = ingen iakttagelse visar om { $path } på { $host } fortfarande är vad den var
required-item-changed--changed = { $path } på { $host } har ändrats: dess SHA-256 började med { $first } { $before } och med { $hash } { $at }, och ingen ny uppgift i förteckningen nämner det
required-item-changed--not-declared = { $path } på { $host } är inte det angivna: { $at } började dess SHA-256 med { $hash }; { $declared } är angivet

required-item-permissions--title = Något som krävs tillhör någon annan än den angivna, eller dess rättigheter tillåter mer än angivet.
required-item-permissions--remedy = Ge filen tillbaka dess ägare och rättigheter (`chown`, `chmod`), och ta reda på vad som ändrade dem. Om andra kunde läsa en nyckel, byt nyckeln. Om uppgiften i förteckningen är fel, rätta `owner` eller `mode` där.
required-item-permissions--unseen = ingen iakttagelse visar vem { $path } på { $host } tillhör och vilka rättigheter den har
required-item-permissions--unnamed-owner = { $path } på { $host } tillhör användaren med numret { $owner }, som maskinen inte har något namn för
required-item-permissions--owner = { $path } på { $host } tillhör { $owner }; { $declared } är angiven
required-item-permissions--mode = { $path } på { $host } har rättigheterna { $mode }; { $most } är det mesta som anges
required-item-permissions--both = { $path } på { $host } tillhör { $owner } och har rättigheterna { $mode }; { $declared } är angiven, och { $most } som det mesta

required-item-outdated--title = Något som krävs ändrades senast för längre tid sedan än angivet.
required-item-outdated--remedy = Ta reda på vad som borde ha skrivit det, och sätt i gång det igen. Gör sedan en ny iakttagelse med `vidne observe --only host`. Om filen får vara äldre, rätta `max_age`.
required-item-outdated--unseen = ingen iakttagelse visar när { $path } på { $host } senast ändrades
required-item-outdated--outdated = { $path } på { $host } ändrades senast { $modified }, så långt iakttagelsen { $at } visar; den får vara högst { $age } gammal

key-does-not-match-certificate--title = En privat nyckel och det certifikat som hör till den passar inte ihop.
key-does-not-match-certificate--remedy = Ta reda på vilken av de två som byttes, lägg tillbaka den andra halvan, och gör en ny iakttagelse med `vidne observe --only host` innan något startas om.
key-does-not-match-certificate--unseen = ingen iakttagelse visar om nyckeln { $path } på { $host } är den som { $certificate } intygar
key-does-not-match-certificate--unclear = om nyckeln { $path } på { $host } är den som { $certificate } intygar gick inte att avgöra { $at }: { $reason }
key-does-not-match-certificate--differs = nyckeln { $path } på { $host } är inte den som { $certificate } intygar, per { $at }

certificate-ends--title = Certifikatet till något som krävs har gått ut, eller går ut inom den tid som är avsatt för att förnya det.
certificate-ends--remedy = Förnya det, lägg det nya på varje maskin som behöver det, starta om det som har det gamla i minnet, och gör en ny iakttagelse med `vidne observe --only host`. `vidne forecast` visar när nästa ska förnyas.
certificate-ends--unseen = ingen iakttagelse visar när certifikatet till { $path } på { $host } går ut
certificate-ends--ended = certifikatet { $path } på { $host } gick ut { $ends }
certificate-ends--ends-soon = certifikatet { $path } på { $host } går ut { $ends }; det ska förnyas { $before } dessförinnan

stand-in-differs--title = En maskin som ersätter produktionen är inte lik den i det som båda måste ha.
stand-in-differs--remedy = Gör de två lika, med början i det som produktionen saknar, och gör en ny iakttagelse av båda med `vidne observe --only host`. Gör sedan om de prov som gjordes under tiden: de gäller inte för produktionen. En nyckel som hör till en enda maskin anges med sitt `certificate`, och en fil som ska ändras med `max_age`: deras innehåll jämförs inte.
stand-in-differs--differs = { $host } ersätter { $production } och är inte lik den ({ $here }, { $there }); saknas bara på { $production }: { $absent ->
    [none] inget
   *[other] { $absent }
}; saknas bara på { $host }: { $lacking ->
    [none] inget
   *[other] { $lacking }
}; har ett annat innehåll: { $changed ->
    [none] inget
   *[other] { $changed }
}
stand-in-differs--unseen = { $host } och { $production } kan inte jämföras i fråga om { $items }: båda har inte iakttagits

data-classes-share-storage--title = Två slags uppgifter som anges var för sig ligger i samma lagring på en maskin.
data-classes-share-storage--remedy = Ge varje slag en egen volym, och gör en ny iakttagelse med `vidne observe --only host`. Om de får ligga tillsammans, ange dem som ett.
data-classes-share-storage--mount = på { $host } ligger { $first } och { $second } i samma lagring: båda under monteringspunkten { $mount }, per { $at }
data-classes-share-storage--device = på { $host } ligger { $first } och { $second } i samma lagring: båda på enheten { $device }, per { $at }
data-classes-share-storage--volume = på { $host } ligger { $first } och { $second } i samma lagring: båda anges ligga på volymen { $volume }
data-classes-share-storage--unknown = inget visar om { $first } och { $second } ligger i samma lagring på { $host }: ingen iakttagelse visar båda monteringspunkterna, och förteckningen nämner inte båda volymerna

look-at-another-machine--title = En iakttagelse som redovisas som gjord på den här maskinen gjordes på en annan.
look-at-another-machine--remedy = Gör en ny iakttagelse på maskinen själv. Om den verkligen kallar sig så, ange det som `name` för dess `[[host]]`.
look-at-another-machine--elsewhere = iakttagelsen { $at } redovisas som gjord på { $host }, som kallar sig { $name }, och gjordes på en maskin som kallar sig { $seen }
look-at-another-machine--unnamed = iakttagelsen { $at } gjordes på en maskin som kallar sig { $seen }, och inget visar om det är { $host }: ange vad den kallar sig som dess `name`

## Evidence
stale-observation--title = Ingen har iakttagit tjänsten på längre tid än förteckningen tillåter.
stale-observation--remedy = Iaktta på nytt: läs in en ny insamling med `vidne import`. Om webbplatsen inte låter sig iakttas, ta reda på varför.
stale-observation--failed = den senaste iakttagelsen av { $page }, från { $day }, slutfördes inte: { $outcome }
stale-observation--failed-several = { $count } iakttagelser som ingen senare ersätter slutfördes inte; den senaste, av { $page } från { $day }: { $outcome }
stale-observation--stale = { $days ->
    [0] den senaste slutförda iakttagelsen är från { $day }, samma dag; förteckningen kräver en med intervallet { $every }
    [one] den senaste slutförda iakttagelsen är från { $day }, för 1 dag sedan; förteckningen kräver en med intervallet { $every }
   *[other] den senaste slutförda iakttagelsen är från { $day }, för { $days } dagar sedan; förteckningen kräver en med intervallet { $every }
}

exhibit-unreadable--title = En del av ett bevis kunde inte läsas.
exhibit-unreadable--remedy = Gör om insamlingen, eller ta fram den oskadade filen. Den skadade står kvar i underlaget.
exhibit-unreadable--from = från byte { $offset } och framåt gick det inte att läsa: { $reason }
exhibit-unreadable--somewhere = en del av det gick inte att läsa: { $reason }
