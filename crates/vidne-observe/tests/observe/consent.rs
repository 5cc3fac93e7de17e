//! Banners, worked in a real browser: by autoconsent, by our own rules, by the words on buttons, and not at all.

mod server;

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
    assert_eq!(told.consent(&["outcome"]), ["no-rule"]);
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
