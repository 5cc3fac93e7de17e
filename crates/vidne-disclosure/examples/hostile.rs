use std::time::Instant;
use jiff::Timestamp;
use vidne_disclosure::*;
use vidne_model::{id::ExhibitId, observed::*};
fn page(blocks: Vec<Block>) -> Page { Page { exhibit: ExhibitId([0;32]), at: Timestamp::UNIX_EPOCH, url: String::new(), hash: ExhibitId([0;32]), language: Some("sv".into()), readability: Readability::Readable, blocks } }
fn main() {
    let reader = Reader::new(Lexicon::built_in(), &[]);
    let names = [Alias{text:"Google".into(),common_word:false},Alias{text:"Vi".into(),common_word:true},Alias{text:"Microsoft Azure".into(),common_word:false}];
    let piece = ["inte IP-adress ", "Google ", "Google Chrome ", "Vi ", "utanför EU lagras inte ", "_pk_id.<", "_ga_* ", "standardavtalsklausuler kopia dem ", "personuppgiftsbiträde, och ", "_pk_id.1 ", "a. A. ", "tredje part delas t.ex. ", "13 månader ", "i i i i ", "Microsoft ", "inom EU lagras "];
    for p in piece.iter() {
        let text = p.repeat(2_000_000 / p.len());
        for (label, blocks) in [("one", vec![Block{text: text.clone(), kind: BlockKind::Text, visibility: Visibility::Shown, headings: vec![], row: None}]),
            ("many", (0..2_000_000/p.len()/10).map(|i| Block{text: p.repeat(10), kind: if i%3==0 {BlockKind::Cell} else {BlockKind::Item}, visibility: Visibility::Shown, headings: vec!["Vi gör inte".into()], row: if i%3==0 {Some(1)} else {None}}).collect())] {
            let page = page(blocks);
            let t = Instant::now();
            let prepared = reader.prepare(&page);
            let a = t.elapsed();
            let t = Instant::now();
            let facts = [Fact::Recipient{names:&names,kind:Some("network")},Fact::Cookie{name:"_pk_id.1.2"},Fact::Data("ip-address"),Fact::Transfer{country:None},Fact::Safeguard,Fact::CopyOfSafeguard,Fact::Duration];
            for f in &facts { let t=Instant::now(); prepared.ask(f); let d=t.elapsed(); if d.as_millis()>3000 { println!("  slow ask {f:?} {d:?}"); } }
            for f in &facts { let t=Instant::now(); prepared.ask_near(f,&facts[0]); let d=t.elapsed(); if d.as_millis()>3000 { println!("  slow near {f:?} {d:?}"); } }
            println!("{p:?} {label} prepare {a:?} ask {:?}", t.elapsed());
        }
    }
}
