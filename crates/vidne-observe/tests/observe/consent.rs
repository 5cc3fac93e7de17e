//! Banners, worked in a real browser: by autoconsent, by our own rules, by the words on buttons, and not at all.

mod hidden;
pub(crate) mod server;

use std::{path::Path, sync::Arc, time::Duration};

use serde_json::Value;
use vidne_observe::web::{Browser, ConsentRules, Ending, Look, Looked, Names, Phase, Settings};

use self::server::Server;

#[tokio::test]
async fn a_swedish_banner_is_refused_by_the_words_on_its_buttons() {
    let page = banner(
        "<p>Vi använder kakor för statistik.</p><a href=/kakor>Läs mer om hur du avvisar kakor</a>
         <button onclick=choose('alla')>Godkänn alla kakor</button>
         <button onclick=choose('nej')>Avvisa alla kakor utom nödvändiga</button>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.looked.ending, Ending::Completed);
    assert_eq!(told.consent(&["outcome", "source", "rule"]), ["done", "vidne", "words"]);
    assert_eq!(told.consent(&["detail"]), ["autoconsent is not installed"]);
    assert_eq!(told.clicked(), ["div#layer > button \"Avvisa alla kakor utom nödvändiga\""]);
    let shown: Vec<&str> = told.looked.pictures.iter().map(|picture| picture.when).collect();
    assert_eq!(shown, ["before-consent", "after-consent", "end"]);
}

#[tokio::test]
async fn what_a_refusal_sets_off_stands_in_the_log_after_the_phase_line() {
    let page = banner("<p>Vi bruger cookies.</p><button onclick=choose('nej')>Kun nødvendige</button>");
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    let refused = told.at(|line| line["vidne"] == "phase" && line["phase"] == "after-reject");
    let click = told.at(|line| line["sent"]["params"]["type"] == "mousePressed");
    let call =
        told.at(|line| line["params"]["request"]["url"].as_str().is_some_and(|url| url.ends_with("/efter")));
    let write = told.at(|line| {
        line["params"]["payload"].as_str().is_some_and(|payload| payload.contains("samtycke=nej"))
    });
    let worked = told.at(|line| line["vidne"] == "consent");
    let anew = told.at(|line| line["vidne"] == "phase" && line["phase"] == "reload-after-reject");
    assert!(
        refused < click && click < call && click < write && write < worked && worked < anew,
        "{refused} {click} {call} {write} {worked} {anew}"
    );
    let jar = told.at_last(|line| {
        line["result"]["cookies"]
            .as_array()
            .is_some_and(|cookies| cookies.iter().any(|each| each["name"] == "samtycke"))
    });
    assert!(anew < jar);
}

#[tokio::test]
async fn a_tool_that_is_known_is_refused_by_our_own_rule() {
    let page = page(
        "<div id=CybotCookiebotDialog style='position:fixed;bottom:0'><p>This website uses cookies</p>
         <button id=CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll onclick=choose('alla')>Allow all</button>
         <button id=CybotCookiebotDialogBodyButtonDecline onclick=choose('nej')>Deny</button></div>
         <script>layer = CybotCookiebotDialog</script>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome", "source", "rule"]), ["done", "vidne", "cookiebot"]);
    assert_eq!(told.clicked(), ["button#CybotCookiebotDialogBodyButtonDecline \"Deny\""]);
}

#[tokio::test]
async fn everything_is_accepted_where_that_was_asked_for() {
    let page = banner(
        "<p>Käytämme evästeitä.</p><button onclick=choose('vain')>Hyväksy vain välttämättömät</button>
         <button onclick=choose('alla')>Hyväksy kaikki evästeet</button>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Accept, None).await;
    assert_eq!(told.consent(&["action", "outcome", "rule"]), ["accept", "done", "words"]);
    assert_eq!(told.clicked(), ["div#layer > button \"Hyväksy kaikki evästeet\""]);
    assert_eq!(told.phases(), ["after-accept"]);
}

#[tokio::test]
async fn a_page_without_a_banner_is_an_outcome_of_its_own_and_no_phase() {
    let page = page("<h1>Kommunen</h1><p>Om kakor</p><button>Avvisa alla ansökningar</button>");
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.looked.ending, Ending::Completed);
    assert_eq!(told.consent(&["outcome"]), ["no-rule"]);
    assert!(told.phases().is_empty() && told.clicked().is_empty());
}

#[tokio::test]
async fn a_button_that_does_nothing_is_a_failure_and_the_page_is_not_called_refused() {
    let page = banner("<p>We use cookies.</p><button>Reject all</button>");
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["failed"]);
    assert!(told.consent(&["detail"])[0].ends_with("it was clicked, and the banner is still there"));
    assert_eq!(told.clicked(), ["div#layer > button \"Reject all\""]);
    assert_eq!(told.phases(), ["after-reject"]);
}

#[tokio::test]
async fn a_banner_that_can_only_be_accepted_is_not_refused_by_accepting_it() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=choose('alla')>Jag godkänner</button><button>Stäng</button>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome", "rule"]), ["failed", "words"]);
    assert!(
        told.consent(&["detail"])[0]
            .ends_with("there is a banner (div#layer), and no button in it that we know to reject")
    );
    assert!(told.phases().is_empty() && told.clicked().is_empty());
}

#[tokio::test]
async fn a_button_that_leads_away_or_sends_a_form_is_never_clicked() {
    let page = banner(
        "<p>Vi använder kakor.</p><a href=/bort>Avvisa alla</a>
         <form action=/skicka method=post><button>Neka alla</button><input type=submit value='Endast nödvändiga'></form>",
    );
    let server = Server::new([("/", page)]);
    let told = Told::of(server, Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["failed"]);
    assert!(told.phases().is_empty() && told.clicked().is_empty());
    assert!(told.asked.iter().all(|path| path != "/bort" && path != "/skicka"), "{:?}", told.asked);
}

#[tokio::test]
async fn a_banner_that_hides_its_refusal_in_settings_is_refused_there() {
    let page = banner(
        "<p>Vi bruker informasjonskapsler.</p><button onclick=choose('alla')>Godta alle</button>
         <button onclick=\"valg.hidden = false\">Innstillinger</button>
         <div id=valg hidden><label><input type=checkbox checked disabled>Nødvendige</label><label><input id=stat type=checkbox checked>Statistikk</label>
         <button onclick=\"choose(stat.checked ? 'stat' : 'nei')\">Lagre valg</button></div>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    let clicked = [
        "div#layer > button \"Innstillinger\"",
        "input#stat \"Statistikk\"",
        "div#valg > button \"Lagre valg\"",
    ];
    assert_eq!(told.clicked(), clicked);
    assert!(told.text().contains("samtycke=nei"));
}

#[tokio::test]
async fn nothing_that_accepts_is_pressed_on_the_way_to_a_refusal() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn nödvändiga och valfria</button>
         <button onclick=choose('alla')>Acceptera rekommenderade inställningar</button><button onclick=choose('alla')>Välj alla</button>
         <button onclick=\"valg.hidden = false\">Anpassa</button>
         <div id=valg hidden><input id=stat type=checkbox checked aria-label=Statistik><button onclick=choose('alla')>Godkänn alla och spara</button>
         <button onclick=\"choose(stat.checked ? 'stat' : 'nej')\">Spara mina val</button></div>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert!(told.text().contains("samtycke=nej") && !told.text().contains("samtycke=alla"));
}

#[tokio::test]
async fn every_kind_of_choice_is_taken_back_before_it_is_saved() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn alla</button><button onclick=\"valg.hidden = false\">Inställningar</button>
         <div id=valg hidden><button id=tryck aria-pressed=true onclick=\"this.ariaPressed = String(this.ariaPressed !== 'true')\">Analys</button>
         <div id=ruta role=checkbox aria-checked=true onclick=\"this.ariaChecked = String(this.ariaChecked !== 'true')\">Statistik</div>
         <div id=sen role=switch aria-checked=true onclick=\"setTimeout(() => this.ariaChecked = 'false', 200)\">Reklam</div>
         <label><input id=ja type=radio name=film checked>Ja</label><label><input type=radio name=film>Nej</label>
         <label><input id=krav type=checkbox checked>Nödvändiga</label><span id=inre></span>
         <button onclick=\"choose([tryck.ariaPressed, ruta.ariaChecked, sen.ariaChecked, ja.checked, box.checked, krav.checked].join('.'))\">Spara</button></div>
         <script>inre.attachShadow({ mode: 'open' }).innerHTML = '<label><input type=checkbox checked>Marknadsföring</label>'; box = inre.shadowRoot.querySelector('input')</script>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert!(told.text().contains("samtycke=false.false.false.false.false.true"), "{:?}", told.clicked());
}

#[tokio::test]
async fn choices_whose_state_cannot_be_told_are_not_saved() {
    for choice in [
        "<div class='knapp pa' onclick=\"this.className = 'knapp'\">Statistik</div>",
        "<div role=switch onclick=\"this.title = 'x'\">Statistik</div>",
        "<div role=switch aria-checked=true>Statistik</div>",
        "<label><input type=checkbox checked disabled>Statistik</label>",
        "<label><input type=radio checked>Lite</label><label><input type=radio>Mycket</label>",
    ] {
        let page = banner(&format!(
            "<p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn alla</button><button onclick=\"valg.hidden = false\">Inställningar</button>
             <div id=valg hidden>{choice}<button onclick=choose('nej')>Spara</button></div>"
        ));
        let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
        assert_eq!(told.consent(&["outcome"]), ["failed"], "{choice}");
        assert!(!told.text().contains("samtycke=nej") && !told.text().contains("samtycke=alla"), "{choice}");
    }
}

#[tokio::test]
async fn a_footer_that_sticks_saves_the_choices_of_the_dialog_around_it() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn alla</button><button onclick=\"valg.hidden = false\">Inställningar</button>
         </div><div id=valg hidden style='position:fixed;top:0;left:0;right:0'><label><input id=stat type=checkbox checked>Statistik</label>
         <div style='position:sticky;bottom:0'>Om kakor <button onclick=\"valg.remove(); choose(stat.checked ? 'stat' : 'nej')\">Spara val</button></div>",
    );
    let page = page
        .replace("stat.checked ?", "kryss.checked ?")
        .replace("</div></div>", "</div></div><script>kryss = stat</script>");
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert!(told.text().contains("samtycke=nej"));
}

#[tokio::test]
async fn a_banner_that_comes_after_the_click_is_worked_too() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn alla</button><button onclick=\"layer.hidden = true; fraga.hidden = false\">Avvisa alla</button>
         </div><div id=fraga hidden role=dialog style='position:fixed;top:0'><p>Är du säker? Utan kakor fungerar inte allt.</p>
         <button onclick=choose('alla')>Tillåt alla ändå</button><button onclick=\"fraga.remove(); choose('nej')\">Bekräfta avvisa</button>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert_eq!(
        told.clicked(),
        ["div#layer > button \"Avvisa alla\"", "div#fraga > button \"Bekräfta avvisa\""]
    );
    assert!(told.text().contains("samtycke=nej"));
}

#[tokio::test]
async fn a_banner_that_comes_after_the_click_and_can_only_be_accepted_is_a_failure() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=\"layer.hidden = true; setTimeout(() => fraga.hidden = false, 200)\">Avvisa alla</button>
         </div><div id=fraga hidden role=dialog style='position:fixed;top:0'><p>Utan kakor fungerar inte allt.</p><button onclick=choose('alla')>Tillåt ändå</button>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["failed"]);
    assert_eq!(told.clicked(), ["div#layer > button \"Avvisa alla\""]);
}

#[tokio::test]
async fn what_offers_the_choice_anew_after_a_refusal_is_no_banner() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=\"mer.hidden = false; choose('nej')\">Avvisa alla</button>
         </div><div class=cookie-film><p>Filmen använder kakor.</p><button>Godkänn kakor</button></div>
         <div id=mer hidden style='position:fixed;top:0'>Du har avvisat kakor. <button>Ändra dina val</button><button>OK</button>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
}

#[tokio::test]
async fn a_newsletter_that_asks_for_consent_is_not_the_banner() {
    let page = banner(
        "<p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn alla</button><button onclick=\"valg.hidden = false\">Nej, jag vill välja</button>
         <div id=valg hidden><label><input id=stat type=checkbox checked>Statistik</label><button onclick=\"choose(stat.checked ? 'stat' : 'nej')\">Spara</button></div>
         </div><div style='position:fixed;top:0'><p>Bli medlem! Du ger ditt samtycke till utskick.</p><button onclick=this.remove()>Nej tack</button></div>
         <div style='position:fixed;top:90px'><p>Nyhetsbrev? Du ger ditt samtycke.</p><button onclick=this.remove()>Nej tack</button>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert!(told.text().contains("samtycke=nej"));
    assert!(told.clicked().iter().all(|clicked| !clicked.contains("Nej tack")), "{:?}", told.clicked());
}

#[tokio::test]
async fn buttons_are_known_in_dialog_forms_in_slots_as_inputs_and_as_plain_boxes() {
    for (way, clicked) in [
        (
            "<form method=dialog onsubmit='return false'><button onclick=choose('nej')>Avvisa alla</button></form>",
            "form > button \"Avvisa alla\"",
        ),
        ("<input type=submit value=Avvisa onclick=choose('nej')>", "div#layer > input \"Avvisa\""),
        ("<div class=knapp onclick=choose('nej')>Avvisa alla</div>", "div#layer > div.knapp \"Avvisa alla\""),
        (
            "<ui-knapp onclick=choose('nej')>Endast nödvändiga</ui-knapp>",
            "ui-knapp > button \"Endast nödvändiga\"",
        ),
    ] {
        let page = banner(&format!(
            "<p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn alla</button>{way}"
        ));
        let page = page + "<script>customElements.define('ui-knapp', class extends HTMLElement {
            connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<button><slot></slot></button>'; } })</script>";
        let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
        assert_eq!(told.consent(&["outcome"]), ["done"], "{way}");
        assert_eq!(told.clicked(), [clicked]);
        assert!(told.text().contains("samtycke=nej"), "{way}");
    }
}

#[tokio::test]
async fn a_page_that_names_its_fields_after_what_is_asked_of_them_misleads_nobody() {
    let page = banner(
        "<form id=__vidne_consent method=dialog onsubmit='return false'><input name=getAttribute><input name=parentElement><input name=matches><input name=childNodes>
         <input name=method value=post><img name=querySelectorAll><img name=body><img name=elementFromPoint>
         <p>Vi använder kakor.</p><button onclick=choose('alla')>Godkänn alla</button><button onclick=choose('nej')>Avvisa alla</button></form>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert!(told.text().contains("samtycke=nej"));
}

#[tokio::test]
async fn a_banner_in_a_frame_of_another_site_is_refused() {
    let frame = "<!doctype html><p>We use cookies</p><button onclick=\"parent.postMessage('gone', '*')\">Only necessary cookies</button>";
    let server = Server::new([("/frame", frame.to_owned())]);
    let outer = page(&format!(
        "<iframe id=ram style='position:fixed;bottom:0' src='{}'></iframe><script>onmessage = () => ram.remove()</script>",
        server.url("localhost", "/frame")
    ));
    let host = Server::new([("/", outer)]);
    let told = Told::of(host, Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome", "rule"]), ["done", "words"]);
    assert_eq!(told.clicked(), ["body > button \"Only necessary cookies\""]);
}

#[tokio::test]
async fn a_click_that_loads_the_page_anew_is_waited_for() {
    let page = page(
        "<script>function choose(what) { document.cookie = 'samtycke=' + what; location.reload(); }</script>
         <div id=layer role=dialog style='position:fixed;top:0'><p>Vi använder cookies.</p><button onclick=choose('nej')>Neka alla</button></div>
         <script>if (document.cookie.includes('samtycke')) layer.remove();</script>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert_eq!(told.looked.ending, Ending::Completed);
    assert_eq!(told.asked.iter().filter(|path| *path == "/").count(), 3);
}

#[tokio::test]
async fn autoconsent_goes_first_where_it_is_installed_and_reaches_the_tools_own_interface() {
    let page = page(
        "<div id=cookie-information-template-wrapper style='position:fixed;bottom:0'><p>Cookies</p><button>Avvis alle</button></div>
         <script>var CookieInformation = { declineAllCategories() {
           document.cookie = 'CookieInformationConsent=none'; document.getElementById('cookie-information-template-wrapper').remove(); } }</script>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, Some(installed())).await;
    assert_eq!(
        told.consent(&["outcome", "source", "rule"]),
        ["done", "autoconsent", "Cookie Information Banner"]
    );
    assert_eq!(told.consent(&["version", "detail"]), [ConsentRules::VERSION, "the rule's own check passed"]);
    assert_eq!(told.clicked(), ["the tool's own interface (EVAL_COOKIEINFORMATION_0)"]);
    assert_eq!(told.phases(), ["after-reject", "reload-after-reject"]);
}

#[tokio::test]
async fn where_a_rule_of_autoconsent_cannot_accept_our_own_does() {
    let page = page(
        "<div class=ch2-container id=layer style='position:fixed;bottom:0'><div class=ch2-dialog><p>Cookies</p>
         <button class=ch2-allow-all-btn onclick=choose('alla')>Allow all cookies</button></div></div>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Accept, Some(installed())).await;
    assert_eq!(told.consent(&["outcome", "source", "rule"]), ["done", "vidne", "cookiehub"]);
    assert_eq!(told.clicked(), ["div.ch2-dialog > button.ch2-allow-all-btn \"Allow all cookies\""]);
}

/// A page whose choices write a cookie and call the server.
fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=sv><meta charset=utf-8><title>Prov</title>
         <script>function choose(what) {{ document.cookie = 'samtycke=' + what; layer.remove(); fetch('/efter'); }}</script><body>{body}"
    )
}

fn banner(inner: &str) -> String {
    page(&format!(
        "<h1>Kommunen</h1><div id=layer style='position:fixed;bottom:0;left:0;right:0;background:#eee'>{inner}</div>"
    ))
}

/// The rule sets as they were set up for the tests.
fn installed() -> Arc<ConsentRules> {
    let found = ConsentRules::find().unwrap_or_else(|error| panic!("{error}\nhelp: {}", error.help()));
    let built = || {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?;
        ConsentRules::read(&target.join("tools").join(ConsentRules::file_name())).ok().map(Arc::new)
    };
    found.or_else(built).expect("autoconsent's rule sets are not set up; `cargo xtask test` does it")
}

/// What a look tells.
struct Told {
    looked: Looked,
    lines: Vec<Value>,
    asked: Vec<String>,
}

impl Told {
    async fn of(server: Server, phase: Phase, rules: Option<Arc<ConsentRules>>) -> Self {
        let settings = Arc::new(Settings {
            private_hosts: ["127.0.0.1".to_owned(), "localhost".to_owned()].into(),
            page_deadline: Duration::from_secs(20),
            consent_rules: rules,
            ..Settings::default()
        });
        let names = Arc::new(Names::new(&settings));
        let launched = Browser::launch(&settings, &names).await;
        let browser = launched.unwrap_or_else(|error| {
            panic!("{error}\nhelp: {}", error.help().unwrap_or("apt-get install chromium"))
        });
        let look = Look { url: server.url("127.0.0.1", "/"), phase, is_declared: true };
        let looked = browser.look(&look).await;
        let text = zstd::decode_all(looked.log.as_slice()).unwrap();
        let lines = String::from_utf8(text)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        Self { looked, lines, asked: server.asked() }
    }

    /// These keys of the one line that tells how the banner was worked.
    fn consent(&self, keys: &[&str]) -> Vec<&str> {
        let line = &self.lines[self.at(|line| line["vidne"] == "consent")];
        keys.iter().map(|key| line[*key].as_str().unwrap_or("nothing")).collect()
    }

    fn clicked(&self) -> Vec<&str> {
        let line = &self.lines[self.at(|line| line["vidne"] == "consent")];
        line["clicked"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
    }

    fn phases(&self) -> Vec<&str> {
        self.lines
            .iter()
            .filter(|line| line["vidne"] == "phase")
            .filter_map(|line| line["phase"].as_str())
            .collect()
    }

    fn text(&self) -> String {
        self.lines.iter().map(Value::to_string).collect()
    }

    fn at(&self, is: impl Fn(&Value) -> bool) -> usize {
        self.lines.iter().position(is).expect("there is such a line")
    }

    fn at_last(&self, is: impl Fn(&Value) -> bool) -> usize {
        self.lines.iter().rposition(is).expect("there is such a line")
    }
}
