//! Which requests belong to a visit.
//!
//! A page can let the browser fetch another page in advance, and such a request looks like that of a
//! visit in the same tab. It is told apart by its beginning: a visit begins before its request. The
//! redirects of a request have its id.
//!
//! This is in memory only: where the worker dies in the middle of a visit, the redirects that follow
//! are taken for those of a fetch in advance, and the page is looked at when it is shown.

use std::collections::HashMap;

use crate::browser::tabs::TabId;

/// The visits that have begun, one for each tab.
#[derive(Debug, Default)]
pub(super) struct Requests {
    visits: HashMap<TabId, Visit>,
}

/// What a request is to the visit that has begun in its tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// It is for the address with which the visit began.
    First,
    /// It is for where the visit was led.
    Redirected,
    /// It belongs to no visit.
    InAdvance,
}

#[derive(Debug)]
struct Visit {
    address: String,
    /// Known from its first request on.
    request: Option<String>,
}

impl Requests {
    /// A visit to `url` begins in `tab`, and ends the one before.
    pub(super) fn begin(&mut self, tab: TabId, url: &str) {
        let address = address(url).to_owned();
        let request = None;
        self.visits.insert(tab, Visit { address, request });
    }

    /// Notes a request in `tab`, and says what it is to the visit that has begun there.
    pub(super) fn note(&mut self, tab: TabId, request: &str, url: &str) -> Request {
        let Some(visit) = self.visits.get_mut(&tab) else {
            return Request::InAdvance;
        };
        if visit.address == address(url) {
            visit.request = Some(request.to_owned());
            return Request::First;
        }
        match visit.request.as_deref() == Some(request) {
            true => Request::Redirected,
            false => Request::InAdvance,
        }
    }

    /// Whether a visit has begun in `tab` and not come to its end.
    pub(super) fn is_on_its_way(&self, tab: TabId) -> bool {
        self.visits.contains_key(&tab)
    }

    /// The visit has come to its end: `tab` shows a page, or is closed.
    pub(super) fn end(&mut self, tab: TabId) {
        self.visits.remove(&tab);
    }
}

/// What requests of one visit have in common: the browser can change the scheme of the first one to
/// https by itself, and keeps to itself what stands behind the `#`.
fn address(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or(url);
    let without = |scheme| url.strip_prefix(scheme);
    without("https://")
        .or_else(|| without("http://"))
        .unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tab(id: i32) -> TabId {
        serde_json::from_str(&id.to_string()).unwrap()
    }

    #[test]
    fn the_redirects_of_a_visit_belong_to_it() {
        let mut requests = Requests::default();
        requests.begin(tab(1), "http://a.example/#part");
        let mut note = |id, url| requests.note(tab(id), "7", url);
        assert_eq!(note(1, "https://a.example/"), Request::First);
        assert_eq!(note(1, "https://b.example/"), Request::Redirected);
        assert_eq!(note(2, "https://b.example/"), Request::InAdvance);
    }

    #[test]
    fn what_is_fetched_in_advance_belongs_to_no_visit() {
        let mut requests = Requests::default();
        let in_advance = |requests: &mut Requests| {
            let noted = requests.note(tab(1), "8", "https://b.example/");
            assert_eq!(noted, Request::InAdvance);
        };
        in_advance(&mut requests);
        requests.begin(tab(1), "https://a.example/");
        in_advance(&mut requests);
        requests.note(tab(1), "7", "https://a.example/");
        in_advance(&mut requests);
    }

    #[test]
    fn a_visit_ends() {
        let mut requests = Requests::default();
        requests.begin(tab(1), "https://a.example/");
        requests.note(tab(1), "7", "https://a.example/");
        requests.end(tab(1));
        let noted = requests.note(tab(1), "7", "https://b.example/");
        assert_eq!(noted, Request::InAdvance);
    }
}
