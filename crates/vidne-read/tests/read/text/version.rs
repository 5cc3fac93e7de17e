//! Versions of a page: one for each text.

use super::html;

const PLAIN: &str =
    "<main><h1>Kakor</h1><p>Vi använder <b>kakor</b>.</p><table><tr><td>a<td>b</table></main>";

#[test]
fn markup_nonces_and_blanks_make_no_new_version() {
    let version = html(PLAIN).hash;
    for same in [
        PLAIN.replace("<main>", "<script nonce=abc>x()</script><main id=m class='x y'>"),
        PLAIN.replace("<p>", "<div>").replace("</p>", "</div>"),
        PLAIN.replace("<b>", "<em><span>").replace("</b>", "</span></em>"),
        PLAIN
            .replace(' ', "&nbsp;\n")
            .replace("<b>kakor", "<b>ka&shy;kor")
            .replace("<table>&nbsp;\n", "<table>"),
        PLAIN.replace("använder", "anva\u{308}nder"),
        format!("{PLAIN}<style>x</style><!-- 7 --><input type=hidden name=csrf value=secret>"),
    ] {
        assert_eq!(html(&same).hash, version, "{same}");
    }
}

#[test]
fn every_masked_mail_address_is_the_same_version() {
    let one = html("<p><span data-cfemail=2742674209544b>[email protected]</span></p>");
    let other = html("<p><span data-cfemail=0560456b2b7669>[email protected]</span></p>");
    assert_eq!(super::texts(&one), ["e@e.sl"]);
    assert_eq!(super::texts(&other), ["e@n.sl"]);
    let again = html("<p><span data-cfemail=0065406e2e736c>[email protected]</span></p>");
    assert_eq!(again.hash, other.hash);
}

#[test]
fn another_word_makes_a_new_version_wherever_it_stands() {
    let version = html(PLAIN).hash;
    assert_ne!(html(&PLAIN.replace("<td>b", "<td>c")).hash, version);
    assert_ne!(html(&format!("{PLAIN}<footer>x</footer>")).hash, version);
    assert_ne!(html(&PLAIN.replace("Vi använder", "Vianvänder")).hash, version);
}

#[test]
fn a_wrong_lang_does_not_make_a_page_english() {
    let text = "<html lang=en><p>Uppgifterna sparas inte efter det att du har lämnat sidan, och de lämnas inte ut.</p>";
    assert_eq!(html(text).language.as_deref(), Some("sv"));
    assert_eq!(html("<html lang=da><p>Cookies</p>").language.as_deref(), Some("da"));
}
