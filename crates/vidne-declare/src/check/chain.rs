//! Chains: edges through `via`, organisations through `parent`, documents through what they change or replace.
//!
//! It never follows a chain by calling itself: a chain may be as long as a file.

use std::collections::{BTreeMap, HashMap, HashSet};

use vidne_model::declared::Role;

use super::Undeclared;
use crate::{
    gather::Tables,
    mistake::{Draft, MistakeKind, quoted},
    source::Mark,
    table::{Document, Edge},
    wire::{At, Log, Name, Ref},
};

pub(super) fn check(tables: &Tables, undeclared: Undeclared, log: &mut Log) {
    let edges = tables.edges.iter().map(|each| (&each.value.id, &each.value.via));
    refuse_circles(edges, "the chain of edges", "an edge cannot lie above itself: correct one `via`", log);
    let owners = tables.organisations.iter().map(|each| (&each.value.id, &each.value.parent));
    refuse_circles(owners, "ownership", "an organisation cannot own itself: correct one `parent`", log);
    let substitutes = tables.hosts.iter().map(|each| (&each.value.id, &each.value.stands_in_for));
    refuse_circles(
        substitutes,
        "`stands_in_for`",
        "a host cannot stand in for itself: correct one `stands_in_for`",
        log,
    );
    document_circles(tables, "amends", |document| &document.amends, log);
    document_circles(tables, "template", |document| &document.template, log);
    document_circles(tables, "replaces", |document| &document.replaces, log);
    joints(tables, undeclared, log);
    loose_ends(tables, log);
}

fn document_circles<'t, K: 't>(
    tables: &'t Tables,
    key: &str,
    next: impl Fn(&'t Document) -> &'t Option<At<Ref<K>>>,
    log: &mut Log,
) {
    let links = tables.documents.iter().map(|each| (&each.value.id, next(&each.value)));
    refuse_circles(links, &format!("`{key}`"), &format!("correct one `{key}`"), log);
}

/// An edge begins where the edge above it ends.
fn joints(tables: &Tables, undeclared: Undeclared, log: &mut Log) {
    let mut versions: HashMap<&str, Vec<&Edge>> = HashMap::new();
    for edge in &tables.edges {
        if let Some(id) = &edge.value.id {
            versions.entry(&id.value.0).or_default().push(&edge.value);
        }
    }
    let organisations: HashSet<&str> = tables
        .organisations
        .iter()
        .filter_map(|each| Some(each.value.id.as_ref()?.value.0.as_str()))
        .collect();
    // Short examples need not declare everybody; in a declaration an end that nobody has is told by itself.
    let is_told = |end: &At<Ref<_>>| {
        undeclared == Undeclared::Refused && !organisations.contains(end.value.id.as_str())
    };
    for edge in &tables.edges {
        let (Some(via), Some(from)) = (&edge.value.via, &edge.value.from_organisation) else { continue };
        let above = versions.get(via.value.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let ends: Vec<_> = above.iter().filter_map(|each| each.to_organisation.as_ref()).collect();
        if ends.iter().all(|end| end.value.id != from.value.id)
            && let Some(end) = ends.first()
            && !is_told(from)
            && !ends.iter().any(|end| is_told(end))
        {
            log.add(broken(from, via, end));
        }
    }
}

/// A sub-processor acts for a processor: without the edge to that one nobody knows whose duties bind it.
fn loose_ends(tables: &Tables, log: &mut Log) {
    if log.lost {
        return;
    }
    let controller = tables.services.first().and_then(|service| service.value.controller.as_ref());
    let edges = || tables.edges.iter().map(|edge| &edge.value);
    for edge in edges().filter(|edge| edge.via.is_none()) {
        let (Some(role), Some(from)) = (&edge.role, &edge.from_organisation) else { continue };
        if role.value != Role::SubProcessor {
            continue;
        }
        let ends_there =
            |above: &&Edge| above.to_organisation.as_ref().is_some_and(|to| to.value.id == from.value.id);
        let is_controller = controller.is_some_and(|controller| controller.value.id == from.value.id);
        let above = edges().find(ends_there).and_then(|above| above.id.as_ref());
        let draft = loose(role.mark);
        log.add(match above {
            _ if is_controller => draft.mend("whoever gets data from the controller is its `processor`"),
            Some(above) => draft
                .related(above.mark, format!("this edge leads to {}", quoted(&from.value.id)))
                .mend(format!("add `via = \"{}\"`, or correct `role`", above.value.0)),
            None => draft.mend(format!(
                "add an [[edge]] to {} and name it in `via`, or correct `role`",
                quoted(&from.value.id)
            )),
        });
    }
}

fn loose(role: Mark) -> Draft {
    Draft::new(MistakeKind::Missing, role, "`via` is missing in an [[edge]] to a sub-processor")
        .expected("a sub-processor acts for a processor: expected `via`, the edge that leads to that one")
}

fn broken<O, E>(from: &At<Ref<O>>, via: &At<Ref<E>>, end: &At<Ref<O>>) -> Draft {
    let (from_id, via_id, end_id) = (quoted(&from.value.id), quoted(&via.value.id), quoted(&end.value.id));
    let message = format!("the edge begins at {from_id}, but the edge above it, {via_id}, ends at {end_id}");
    Draft::new(MistakeKind::BrokenChain, from.mark, message)
        .expected(format!("expected {end_id}"))
        .related(end.mark, "the edge above ends here")
        .mend(format!("name in `via` the edge that ends at {from_id}, or correct `from_organisation`"))
}

type Link<'t, K> = (&'t Option<At<Name>>, &'t Option<At<Ref<K>>>);

fn refuse_circles<'t, K: 't>(
    links: impl Iterator<Item = Link<'t, K>>,
    what: &str,
    mend: &str,
    log: &mut Log,
) {
    let mut graph = Graph::new();
    for (id, next) in links {
        if let (Some(id), Some(next)) = (id, next) {
            graph.entry(&id.value.0).or_default().push((&next.value.id, next.mark));
        }
    }
    let mut done = BTreeMap::new();
    for start in graph.keys() {
        walk(start, &graph, &mut done, &mut |last, others| log.add(round(last, others, what, mend)));
    }
}

/// What lies next, and where it is said.
type Step<'t> = (&'t str, Mark);
type Graph<'t> = BTreeMap<&'t str, Vec<Step<'t>>>;

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    OnPath,
    Done,
}

/// Walks all chains from `start`, deepest first, and tells of each that comes back to a link of its own.
fn walk<'t>(
    start: &'t str,
    graph: &Graph<'t>,
    seen: &mut BTreeMap<&'t str, Visit>,
    tell: &mut impl FnMut(Step<'t>, &[Step<'t>]),
) {
    if seen.contains_key(start) {
        return;
    }
    seen.insert(start, Visit::OnPath);
    let mut path = vec![(start, 0)];
    // The links taken so far; the first node was reached by none.
    let mut links: Vec<Step<'t>> = Vec::new();
    while let Some((node, at)) = path.last_mut() {
        let Some(&(next, mark)) = graph.get(*node).and_then(|nexts| nexts.get(*at)) else {
            seen.insert(*node, Visit::Done);
            path.pop();
            links.pop();
            continue;
        };
        *at += 1;
        match seen.get(next) {
            None => {
                seen.insert(next, Visit::OnPath);
                path.push((next, 0));
                links.push((next, mark));
            }
            Some(Visit::OnPath) => {
                let begin = path.iter().position(|(node, _)| *node == next).unwrap_or_default();
                tell((next, mark), &links[begin..]);
            }
            Some(Visit::Done) => {}
        }
    }
}

fn round((last, mark): Step<'_>, others: &[Step<'_>], what: &str, mend: &str) -> Draft {
    let mut names: Vec<String> = vec![quoted(last)];
    names.extend(others.iter().take(MOST_SHOWN).map(|(name, _)| quoted(name)));
    if others.len() > MOST_SHOWN {
        names.push("…".to_owned());
    }
    names.push(quoted(last));
    let message = format!("{what} goes round in a circle: {}", names.join(", "));
    let draft = Draft::new(MistakeKind::Cycle, mark, message).expected("this closes the circle").mend(mend);
    others.iter().take(MOST_SHOWN).fold(draft, |draft, (_, mark)| draft.related(*mark, "part of the circle"))
}

/// Links of a circle that are shown.
const MOST_SHOWN: usize = 5;
