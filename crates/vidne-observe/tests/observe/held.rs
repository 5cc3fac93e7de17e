//! What a page holds where a hasty eye does not look: in shadow roots, on maps of pictures, behind its own work.

use std::{sync::Arc, time::Duration};

use vidne_observe::web::{Browser, Ending, Look, Looked, Names, Phase, Settings};

use crate::{consent::server::Server, truth};

#[tokio::test]
async fn links_and_forms_in_open_shadow_roots_and_on_maps_are_found() {
    let page = "<!doctype html><html lang=sv><title>Prov</title><a href=/vanlig>Vanlig</a>
        <map name=karta><area href=/hamnen shape=default></map>
        <div id=yttre></div><script>
          const inre = yttre.attachShadow({ mode: 'open' });
          inre.innerHTML = '<a href=/skugga>Skugga</a><form action=https://mottagare.example/ta><input name=epost><button>Skicka</button></form><p id=p></p>';
          inre.getElementById('p').attachShadow({ mode: 'open' }).innerHTML = '<a href=/djupt>Djupt</a><form><input name=djup></form>';
        </script>";
    let looked = look(&Server::new([("/", page.to_owned())])).await;
    assert_eq!(looked.ending, Ending::Completed);
    let paths: Vec<&str> =
        looked.links.iter().filter_map(|link| Some(link.split_once("//")?.1.split_once('/')?.1)).collect();
    assert_eq!(paths, ["vanlig", "hamnen", "skugga", "djupt"]);
    let visit = truth::visits(&looked.log, &[]).into_iter().next().unwrap();
    let fields: Vec<&[String]> = visit.forms.iter().map(|form| form.fields.as_slice()).collect();
    assert_eq!(fields, [["epost".to_owned()], ["djup".to_owned()]]);
    assert_eq!(visit.forms[0].action, "https://mottagare.example/ta");
}

#[tokio::test]
async fn a_page_that_had_no_time_to_ask_is_not_called_quiet() {
    let page =
        "<!doctype html><html lang=sv><title>Prov</title><link rel=icon href=data:,><p>Text</p><script>
          const work = () => { const until = performance.now() + 700; while (performance.now() < until); };
          const later = () => { work(); setTimeout(() => fetch('/sent'), 250); };
          addEventListener('load', () => setTimeout(later, 300));
        </script>";
    let looked = look(&Server::new([("/", page.to_owned()), ("/sent", "ok".to_owned())])).await;
    assert_eq!(looked.ending, Ending::Completed);
    let visit = truth::visits(&looked.log, &[]).into_iter().next().unwrap();
    assert!(visit.requests.iter().any(|request| request.url.ends_with("/sent")), "{:?}", visit.requests);
}

/// A look at the first page of a server.
async fn look(server: &Server) -> Looked {
    let settings = Arc::new(Settings {
        private_hosts: ["127.0.0.1".to_owned(), "localhost".to_owned()].into(),
        page_deadline: Duration::from_secs(20),
        ..Settings::default()
    });
    let names = Arc::new(Names::new(&settings));
    let browser = Browser::launch(&settings, &names).await.expect("a browser: apt-get install chromium");
    browser.look(&Look { url: server.url("127.0.0.1", "/"), phase: Phase::Before, is_declared: false }).await
}
