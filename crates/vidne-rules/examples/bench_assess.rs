//! How fast services are assessed, and how time and memory grow with their number.
//!
//! `cargo run --release -p vidne-rules --example bench_assess -- [--services N,N,N] [LOG]`: services of 200 observed hosts and 40
//! edges each, 100, 1,000 and 10,000 of them unless told otherwise, and, where a raw DevTools log is named, its reading and its
//! assessment. It asserts nothing: it measures.

#![allow(clippy::disallowed_methods, reason = "a bench has a clock and reads the file that it is given")]
#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures for people")]

use std::{fmt::Write as _, time::Instant};

use jiff::Timestamp;
use vidne_catalogue::Catalogue;
use vidne_disclosure::Lexicon;
use vidne_law::Law;
use vidne_model::{declared::Declared, id::ExhibitId, observed::Observed};
use vidne_read::{Ask, Format, Limits};
use vidne_rules::{Case, Horizon, Sources, assess};

const HOSTS: usize = 200;
const EDGES: usize = 40;
/// As many services are assessed before and after each number: a machine that others use is not equally fast all the time.
const YARDSTICK: u32 = 100;

fn main() {
    let (counts, path) = arguments();
    let now: Timestamp = "2023-03-27T12:00:00Z".parse().expect("an instant");
    println!("{HOSTS} observed hosts and {EDGES} edges a service, two looks, whole history each");
    println!("every number of services between two runs of {YARDSTICK}: time per service, theirs for 1");
    println!(
        "{:>9} {:>10} {:>12} {:>12} {:>12} {:>10} {:>11} {:>10}",
        "services",
        "seconds",
        "processor s",
        "services/s",
        "beside wall",
        "processor",
        "findings",
        "peak MiB"
    );
    warm_up(now);
    for count in counts {
        let (before, it, after) = (measure(YARDSTICK, now), measure(count, now), measure(YARDSTICK, now));
        let beside = |part: fn(&Measured) -> f64| {
            let yard = (part(&before) + part(&after)) / f64::from(2 * YARDSTICK);
            part(&it) / f64::from(count) / yard
        };
        println!(
            "{count:>9} {:>10.2} {:>12.2} {:>12.0} {:>12.2} {:>10.2} {:>11} {:>10.1}",
            it.wall,
            it.processor,
            f64::from(count) / it.wall,
            beside(|each| each.wall),
            beside(|each| each.processor),
            it.findings,
            peak_mib()
        );
    }
    if let Some(path) = path {
        log(&path);
    }
}

/// What some services took.
struct Measured {
    wall: f64,
    processor: f64,
    findings: usize,
}

/// Assesses so many services; only the assessing is timed.
fn measure(count: u32, now: Timestamp) -> Measured {
    let mut all = Measured { wall: 0.0, processor: 0.0, findings: 0 };
    for number in 0..count {
        let (declared, observed) = service(number);
        let (begun, spent) = (Instant::now(), processor_seconds());
        all.findings += assess(&Case::new(&declared, &observed, sources()), now, Horizon::Now).findings.len();
        all.wall += begun.elapsed().as_secs_f64();
        all.processor += processor_seconds() - spent;
    }
    all
}

/// The numbers of services, and the log.
fn arguments() -> (Vec<u32>, Option<String>) {
    let mut counts = vec![100, 1_000, 10_000];
    let mut path = None;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--services" {
            let list = words.next().unwrap_or_default();
            counts = list.split(',').map(|count| count.parse().expect("a number of services")).collect();
        } else {
            path = Some(word);
        }
    }
    (counts, path)
}

/// Reads and assesses one raw log.
fn log(path: &str) {
    let bytes = std::fs::read(path).expect("the log can be read");
    let declared = declared(
        "[service]\nid = \"log\"\nurls = [\"https://www.zdnet.com/\"]\ncontroller = \"controller\"\n",
        "",
    );
    let mut best = (f64::MAX, f64::MAX);
    for _ in 0..10 {
        let begun = Instant::now();
        let ask = Ask {
            exhibit: ExhibitId([0; 32]),
            name: path,
            format: Format::DevToolsLog,
            pages: &[],
            limits: Limits::default(),
        };
        let observed = vidne_read::read(&bytes, &ask).expect("the log is sound");
        let read = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        let told = assess(&Case::new(&declared, &observed, sources()), Timestamp::MAX, Horizon::Now);
        assert!(!told.findings.is_empty(), "a log of a real site shows somebody");
        best = (best.0.min(read), best.1.min(begun.elapsed().as_secs_f64()));
    }
    let share = 100.0 * best.1 / (best.0 + best.1);
    println!(
        "{path}: {:.1} MB, reduced in {:.1} ms, assessed in {:.1} ms: {share:.0} % of both",
        bytes.len() as f64 / 1e6,
        best.0 * 1e3,
        best.1 * 1e3
    );
}

/// The data files are read once, before the clock starts.
fn warm_up(now: Timestamp) {
    let (declared, observed) = service(0);
    assess(&Case::new(&declared, &observed, sources()), now, Horizon::Now);
}

fn sources() -> Sources<'static> {
    Sources {
        law: Law::embedded(),
        catalogue: Catalogue::embedded(),
        lexicon: Lexicon::built_in(),
        addresses: None,
    }
}

/// One service: half of its hosts belong to catalogued recipients, the others to nobody known.
fn service(number: u32) -> (Declared, Observed) {
    let number = usize::try_from(number).expect("it fits");
    let known: Vec<&str> = Catalogue::embedded()
        .recipients()
        .iter()
        .filter_map(|each| Some(each.hosts.first()?.name.as_str()))
        .collect();
    let mut edges = String::new();
    for edge in 0..EDGES {
        let via = if edge % 4 == 0 { String::new() } else { format!("via = \"e{}\"\n", edge - edge % 4) };
        let from = if edge % 4 == 0 { "controller".to_owned() } else { format!("o{}", edge - edge % 4) };
        let role = if edge % 4 == 0 { "processor" } else { "sub-processor" };
        let day = 1 + (edge * 7 + number) % 28;
        write!(
            edges,
            "[[organisation]]\nid = \"o{edge}\"\nname = \"Company {edge} AB\"\nhosts = [\"company{edge}.example\"]\n\
             [[edge]]\nid = \"e{edge}\"\n{via}from_organisation = \"{from}\"\nto_organisation = \"o{edge}\"\nrole = \"{role}\"\n\
             data = [\"ip-address\", \"url\"]\npurposes = [\"delivery\"]\nfrom = 2022-{:02}-{day:02}\nagreement = \"d{edge}\"\n\
             [[document]]\nid = \"d{edge}\"\nkind = \"processor-agreement\"\nsigned = 2022-01-{day:02}\n\
             [[document.clause]]\nref = \"1\"\nduties = [\"security\", \"approve-sub-processor\"]\n",
            1 + edge % 12,
        )
        .expect("a string takes everything");
    }
    let start =
        "[service]\nid = \"bench\"\nurls = [\"https://www.example.se/\"]\ncontroller = \"controller\"\n";
    let mut lines = String::new();
    for at in ["2022-11-01T08:00:00Z", "2023-03-01T08:00:00Z"] {
        let requests: Vec<String> = (0..HOSTS)
            .map(|host| {
                let name = match host % 2 {
                    0 => known[(host / 2 + number) % known.len()].to_owned(),
                    _ => format!("cdn{number}.company{host}.example"),
                };
                format!("{{\"url\":\"https://{name}/x.js\",\"kind\":\"script\",\"status\":200,\"remote\":\"192.0.2.{}\"}}", host % 250)
            })
            .collect();
        writeln!(lines, "{{\"schema\":1,\"kind\":\"web.visit\",\"at\":\"{at}\",\"url\":\"https://www.example.se/\",\"requests\":[{}]}}", requests.join(","))
            .expect("a string takes everything");
    }
    let ask = Ask {
        exhibit: ExhibitId([0; 32]),
        name: "bench",
        format: Format::ObservationLines,
        pages: &[],
        limits: Limits::default(),
    };
    (declared(start, &edges), vidne_read::read(lines.as_bytes(), &ask).expect("it was just written"))
}

fn declared(start: &str, rest: &str) -> Declared {
    let text = format!(
        "{start}[[organisation]]\nid = \"controller\"\nname = \"The Controller\"\ncountry = \"SE\"\n{rest}"
    );
    let read = vidne_declare::read([("bench.toml", text.as_bytes())], &vidne_declare::Known::default());
    read.unwrap_or_else(|mistakes| panic!("{}", mistakes.render(vidne_declare::Style::Plain))).declared
}

/// Processor time of this thread until now, where the system tells.
fn processor_seconds() -> f64 {
    let spent = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    spent
        .split(' ')
        .next()
        .and_then(|first| first.parse::<f64>().ok())
        .map_or(f64::NAN, |nanoseconds| nanoseconds / 1e9)
}

/// The largest memory that this process ever had, where the system tells.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok())
        .map_or(f64::NAN, |kib| kib / 1024.0)
}
