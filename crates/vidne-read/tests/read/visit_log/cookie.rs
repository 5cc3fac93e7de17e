//! Cookies and other stored items: who set them, and what the browser kept.

use serde_json::json;
use vidne_model::{
    declared::StoreKind,
    observed::{Blind, Party, Setter},
};

use super::{Log, SITE, held, named, names, only};

#[test]
fn the_jar_tells_of_cookies_that_nothing_explains_and_completes_the_others() {
    let log = Log::begun().document("1", SITE).answer("1", 200, &["sid=secret; Domain=site.se"]);
    let mut silent = held("silent", ".tracker.example");
    silent["partitionKey"] = json!({ "topLevelSite": "https://site.se", "hasCrossSiteAncestor": true });
    silent["expires"] = json!(1_795_255_200.0 + 86_400.0);
    let cookies = json!({ "cookies": [held("sid", ".site.se"), silent] });
    let seen = log.ask("Storage.getCookies", json!({}), cookies).ended("completed").read();
    let visit = only(&seen);
    let sid = named(visit, "sid");
    assert_eq!(sid.setter, Setter::Response { url: SITE.to_owned() });
    assert_eq!((sid.path.as_deref(), sid.same_site.as_deref()), (Some("/"), Some("Lax")));
    assert_eq!(sid.http_only, Some(false), "what the answer says of it stands");
    let silent = named(visit, "silent");
    assert_eq!(
        (&silent.setter, silent.party, silent.http_only),
        (&Setter::Unknown, Party::Third, Some(true))
    );
    assert_eq!(silent.partition.as_deref(), Some("https://site.se"));
    assert!(silent.max_age.is_some_and(|age| age.as_hours() == 24));
    assert!(!visit.blind.contains(&Blind::CookieSetter) && !visit.blind.contains(&Blind::Cookies));
    assert!(!format!("{seen:?}").contains("secret"), "values are never kept");
}

#[test]
fn one_name_in_two_partitions_is_two_cookies() {
    let partitioned = |site: &str| {
        let mut cookie = held("p", "cdn.example");
        cookie["partitionKey"] = json!({ "topLevelSite": site, "hasCrossSiteAncestor": true });
        cookie
    };
    let cookies = json!({ "cookies": [partitioned("https://site.se"), partitioned("https://other.se"), held("p", "cdn.example")] });
    let seen = Log::opened().ask("Storage.getCookies", json!({}), cookies).ended("completed").read();
    assert_eq!(names(only(&seen)), ["p", "p", "p"]);
}

#[test]
fn a_script_that_writes_a_cookie_is_its_setter() {
    let seen = Log::opened()
        .wrote("_ga=GA1.1; Max-Age=3600; Path=/; SameSite=lax", SITE)
        .wrote("hidden=1; Path=/", "https://frame.example/a/b")
        .jar(&[("_ga", "www.site.se"), ("hidden", "frame.example")])
        .ended("completed")
        .read();
    let visit = only(&seen);
    let ga = named(visit, "_ga");
    assert_eq!(ga.setter, Setter::Script { url: Some("https://cdn.example/t.js".to_owned()) });
    assert_eq!((ga.domain.as_str(), ga.http_only), ("www.site.se", Some(false)));
    assert_eq!((ga.max_age.map(|age| age.as_secs()), ga.same_site.as_deref()), (Some(3600), Some("Lax")));
    assert!(ga.was_kept());
    assert_eq!(
        (named(visit, "hidden").domain.as_str(), named(visit, "hidden").party),
        ("frame.example", Party::Third)
    );
    assert_eq!(visit.cookies.len(), 2);
}

#[test]
fn a_script_without_an_address_is_the_document_and_a_newer_interface_has_its_own_defaults() {
    let payload = json!({ "kind": "cookie", "api": "cookieStore", "value": "new=1", "stack": "Error\n at <anonymous>:1:1", "url": SITE });
    let called = json!({ "name": "__vidne", "payload": payload.to_string() });
    let seen = Log::opened().event("Runtime.bindingCalled", called).jar(&[("new", "www.site.se")]).read();
    let new = named(only(&seen), "new");
    assert_eq!(new.setter, Setter::Script { url: Some(SITE.to_owned()) });
    assert_eq!((new.path.as_deref(), new.secure, new.was_kept()), (Some("/"), Some(true), true));
}

#[test]
fn a_written_cookie_that_is_not_in_the_jar_was_not_kept() {
    let seen = Log::opened()
        .wrote("_ga=1; Domain=se; Path=/", SITE)
        .wrote("_ga=1; Domain=site.se; Path=/", SITE)
        .wrote("foreign=1; Domain=other.example; Path=/", SITE)
        .jar(&[("_ga", ".site.se")])
        .ended("completed")
        .read();
    let visit = only(&seen);
    let found: Vec<_> =
        visit.cookies.iter().map(|cookie| (cookie.domain.as_str(), cookie.blocked.clone())).collect();
    let missing = vec!["not in the jar at the end".to_owned()];
    assert_eq!(found, [("se", missing.clone()), ("site.se", Vec::new()), ("other.example", missing)]);
}

#[test]
fn a_deletion_sets_nothing_and_explains_why_a_cookie_is_gone() {
    let seen = Log::opened()
        .wrote("probe=1; Path=/", SITE)
        .wrote("probe=; Path=/; Max-Age=0", SITE)
        .wrote("probe=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", SITE)
        .wrote("flash=1; Path=/; Max-Age=2", SITE)
        .wrote("over=1; Path=/", SITE)
        .document("2", SITE)
        .answer("2", 200, &["over=; Path=/; Max-Age=0"])
        .jar(&[])
        .ended("completed")
        .read();
    let visit = only(&seen);
    assert_eq!(names(visit), ["probe", "flash", "over"]);
    assert!(visit.cookies.iter().all(vidne_model::observed::Cookie::was_kept), "{:#?}", visit.cookies);
}

#[test]
fn a_cookie_of_an_answer_that_the_jar_does_not_hold_was_not_kept() {
    let font = "https://cdn.example/letters.woff2";
    let seen = Log::begun()
        .document("1", SITE)
        .answer("1", 200, &["sid=1", "brief=1; Max-Age=1", "gone=1"])
        .wrote("gone=; Max-Age=0", SITE)
        .document("2", font)
        .answer("2", 200, &["fontc=1; SameSite=None; Secure"])
        .jar(&[("sid", "www.site.se")])
        .document("3", font)
        .answer("3", 200, &["late=1"])
        .ended("completed")
        .read();
    let kept: Vec<_> = only(&seen).cookies.iter().map(|each| (each.name.as_str(), each.was_kept())).collect();
    let expected = [("sid", true), ("brief", true), ("gone", true), ("fontc", false), ("late", true)];
    assert_eq!(
        kept, expected,
        "a request without credentials sets nothing; what came after the jar is not judged by it"
    );
}

#[test]
fn what_is_written_after_the_jar_was_asked_for_is_not_missed_in_it() {
    let ask = json!({ "sent": { "id": 900, "method": "Storage.getCookies", "params": {} } });
    let answer = json!({ "id": 900, "result": { "cookies": [] } });
    let seen = Log::opened().with(ask).wrote("late=1; Path=/", SITE).with(answer).ended("completed").read();
    assert!(named(only(&seen), "late").was_kept());
}

#[test]
fn without_a_jar_nobody_says_what_was_kept() {
    let seen = Log::opened().wrote("a=1", SITE).ended("completed").read();
    let visit = only(&seen);
    assert!(named(visit, "a").was_kept());
    for blind in [Blind::CookieSetter, Blind::BlockedCookies, Blind::Storage, Blind::Forms] {
        assert!(visit.blind.contains(&blind), "{blind:?}");
    }
    assert!(!visit.blind.contains(&Blind::Workers));
}

#[test]
fn a_frame_has_no_say_for_another_site() {
    let context = json!({ "context": { "id": 1, "origin": "https://evil.example", "name": "" } });
    let seen = Log::opened()
        .event("Runtime.executionContextCreated", context)
        .wrote("framed=1; Path=/", SITE)
        .jar(&[])
        .ended("completed")
        .read();
    let framed = named(only(&seen), "framed");
    assert_eq!((framed.domain.as_str(), framed.party), ("evil.example", Party::Third));
    assert!(!framed.was_kept());
}

#[test]
fn what_is_stored_keeps_its_partitioned_key() {
    let key = "https://video.example/^0https://site.se";
    let seen = Log::opened()
        .event("DOMStorage.domStorageItemAdded", json!({ "storageId": { "storageKey": SITE, "isLocalStorage": true }, "key": "early", "newValue": "secret" }))
        .ask(
            "DOMStorage.getDOMStorageItems",
            json!({ "storageId": { "storageKey": key, "isLocalStorage": false } }),
            json!({ "entries": [["yt-id", "secret"], ["yt-id", "secret"], []] }),
        )
        .ask("IndexedDB.requestDatabaseNames", json!({ "storageKey": key }), json!({ "databaseNames": ["db"] }))
        .ask(
            "CacheStorage.requestCacheNames",
            json!({ "storageBucket": { "storageKey": SITE } }),
            json!({ "caches": [{ "cacheId": "7", "cacheName": "v1" }] }),
        )
        .ended("completed")
        .read();
    let visit = only(&seen);
    let stored: Vec<_> = visit
        .stored
        .iter()
        .map(|item| (item.store, item.key.as_str(), item.name.as_str(), item.host.as_str()))
        .collect();
    assert_eq!(
        stored,
        [
            (StoreKind::LocalStorage, SITE, "early", "www.site.se"),
            (StoreKind::SessionStorage, key, "yt-id", "video.example"),
            (StoreKind::IndexedDb, key, "db", "video.example"),
            (StoreKind::Cache, SITE, "v1", "www.site.se"),
        ]
    );
    assert!(!visit.blind.contains(&Blind::Storage));
    assert!(!format!("{seen:?}").contains("secret"), "values are never kept");
}
