//! Pages on hosts that are not the service's own: worth a remark.
//!
//! It never calls them a mistake: many services keep their notices elsewhere.

use crate::{
    gather::Tables,
    table::Service,
    wire::{Log, Url},
};

pub(super) fn check(tables: &Tables, log: &mut Log) {
    for service in &tables.services {
        let Some(pages) = &service.value.pages else { continue };
        let all = [&pages.value.cookies, &pages.value.privacy];
        for page in all.into_iter().flatten().flat_map(|pages| &pages.value.0) {
            if let Some(url) = &page.value.url
                && !is_own(&service.value, &url.value)
            {
                let message = format!(
                    "the page is on {}, which is not a host of the service; if it is, add it to `hosts` of [service]",
                    crate::mistake::quoted(url.value.host.as_str())
                );
                log.remark(url.mark, message);
            }
        }
    }
}

fn is_own(service: &Service, page: &Url) -> bool {
    let mut addresses = service.urls.iter().flat_map(|urls| &urls.value);
    let mut hosts = service.hosts.iter().flat_map(|hosts| &hosts.value);
    addresses.any(|url| url.value.host == page.host)
        || hosts.any(|host| page.host.is_within(host.value.0.as_str()))
}
