//! Which seal frame belongs to which document.
//!
//! The content script makes a nonce, and the background notes who said it: a tab and a document,
//! as the browser attests them. The frame brings the nonce back. It works once; from then on the
//! frame's own document is tied to the page's document, and to nothing else.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use signin_seal_shared::limits::NONCE_BYTES;

use crate::browser::tabs::TabId;

/// A page's document, in its tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PageDocument {
    pub(super) tab: TabId,
    pub(super) document: String,
}

/// All nonces that were not used yet, and all frames that are tied.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ties {
    nonces: HashMap<String, PageDocument>,
    frames: HashMap<String, PageDocument>,
    /// The pages whose seal was given up.
    withdrawn: Vec<PageDocument>,
    /// The pages whose seal was touched.
    touched: Vec<PageDocument>,
}

impl Ties {
    /// Notes that the content script of `page` said `nonce`. A nonce that is already known is
    /// not given to a second page. A page has one nonce at a time, so that none can fill the memory.
    pub(super) fn announce(&mut self, nonce: String, page: PageDocument) {
        if nonce.len() > NONCE_BYTES {
            return;
        }
        self.nonces.retain(|_, other| *other != page);
        self.nonces.entry(nonce).or_insert(page);
    }

    /// Ties the frame document `frame`, which stands in `tab`, to the page that said `nonce`.
    /// The nonce is used up, also when the tab is the wrong one. A frame that is tied stays tied.
    pub(super) fn redeem(&mut self, nonce: &str, frame: &str, tab: TabId) -> Option<PageDocument> {
        let Some(page) = self.nonces.remove(nonce) else {
            // It is asked again where the answer was lost with the background.
            return self.page_of(frame, tab);
        };
        if page.tab != tab || frame.is_empty() {
            return None;
        }
        self.frames.retain(|_, other| *other != page);
        self.frames.insert(frame.to_owned(), page.clone());
        Some(page)
    }

    /// The page that the frame document `frame` is tied to.
    pub(super) fn page_of(&self, frame: &str, tab: TabId) -> Option<PageDocument> {
        let page = self.frames.get(frame)?;
        (page.tab == tab).then(|| page.clone())
    }

    /// Notes that the seal of `page` was given up.
    pub(super) fn withdraw(&mut self, page: &PageDocument) {
        if !self.is_withdrawn(page.tab, &page.document) {
            self.withdrawn.push(page.clone());
        }
    }

    /// Notes that the seal of `page` was touched.
    pub(super) fn touch(&mut self, page: &PageDocument) {
        if !self.is_touched(page) {
            self.touched.push(page.clone());
        }
    }

    /// Whether the seal of this page was touched.
    pub(super) fn is_touched(&self, page: &PageDocument) -> bool {
        self.touched.contains(page)
    }

    /// Whether the seal of this page was given up.
    pub(super) fn is_withdrawn(&self, tab: TabId, document: &str) -> bool {
        let is_it = |page: &PageDocument| page.tab == tab && page.document == document;
        self.withdrawn.iter().any(is_it)
    }

    /// Forgets everything of `tab` but what belongs to the document that it shows now.
    /// Says whether there was anything to forget.
    pub(super) fn forget_other_documents(&mut self, tab: TabId, document: Option<&str>) -> bool {
        let before = self.len();
        let stays =
            |page: &PageDocument| page.tab != tab || Some(page.document.as_str()) == document;
        self.nonces.retain(|_, page| stays(page));
        self.frames.retain(|_, page| stays(page));
        self.withdrawn.retain(stays);
        self.touched.retain(stays);
        self.len() != before
    }

    fn len(&self) -> usize {
        self.nonces.len() + self.frames.len() + self.withdrawn.len() + self.touched.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tab(id: i32) -> TabId {
        serde_json::from_str(&id.to_string()).unwrap()
    }

    fn page(id: i32, document: &str) -> PageDocument {
        PageDocument {
            tab: tab(id),
            document: document.to_owned(),
        }
    }

    #[test]
    fn a_nonce_works_once() {
        let mut ties = Ties::default();
        ties.announce("n".to_owned(), page(1, "page"));
        assert_eq!(ties.redeem("n", "frame", tab(1)), Some(page(1, "page")));
        assert_eq!(ties.redeem("n", "other frame", tab(1)), None);
        assert_eq!(ties.page_of("frame", tab(1)), Some(page(1, "page")));
        assert_eq!(ties.page_of("other frame", tab(1)), None);
    }

    #[test]
    fn a_nonce_is_lost_in_another_tab() {
        let mut ties = Ties::default();
        ties.announce("n".to_owned(), page(1, "page"));
        assert_eq!(ties.redeem("n", "frame", tab(2)), None);
        assert_eq!(ties.redeem("n", "frame", tab(1)), None);
    }

    #[test]
    fn a_second_page_cannot_take_a_nonce_over() {
        let mut ties = Ties::default();
        ties.announce("n".to_owned(), page(1, "page"));
        ties.announce("n".to_owned(), page(2, "thief"));
        assert_eq!(ties.redeem("n", "frame", tab(2)), None);
    }

    #[test]
    fn a_new_document_in_the_tab_ends_its_ties() {
        let mut ties = Ties::default();
        ties.announce("n".to_owned(), page(1, "page"));
        ties.redeem("n", "frame", tab(1));
        ties.announce("m".to_owned(), page(2, "elsewhere"));
        assert!(!ties.forget_other_documents(tab(1), Some("page")));
        assert!(ties.forget_other_documents(tab(1), Some("next page")));
        assert_eq!(ties.page_of("frame", tab(1)), None);
        assert_eq!(
            ties.redeem("m", "frame", tab(2)),
            Some(page(2, "elsewhere"))
        );
    }

    #[test]
    fn a_page_has_one_nonce_and_one_frame_at_a_time() {
        let mut ties = Ties::default();
        ties.announce("first".to_owned(), page(1, "page"));
        ties.announce("second".to_owned(), page(1, "page"));
        assert_eq!(ties.redeem("first", "frame", tab(1)), None);
        assert!(ties.redeem("second", "frame", tab(1)).is_some());
        ties.announce("third".to_owned(), page(1, "page"));
        assert!(ties.redeem("third", "next frame", tab(1)).is_some());
        assert_eq!(ties.page_of("frame", tab(1)), None);
        assert_eq!(ties.page_of("next frame", tab(1)), Some(page(1, "page")));
    }

    #[test]
    fn a_nonce_without_end_is_not_kept() {
        let mut ties = Ties::default();
        let nonce = "n".repeat(NONCE_BYTES + 1);
        ties.announce(nonce.clone(), page(1, "page"));
        assert_eq!(ties.redeem(&nonce, "frame", tab(1)), None);
    }

    #[test]
    fn an_unknown_nonce_ties_nothing() {
        assert_eq!(Ties::default().redeem("", "frame", tab(1)), None);
        assert_eq!(Ties::default().redeem("guess", "frame", tab(1)), None);
    }
}
