//! The fields of a site: its name, and on which hosts it asks for a password.

use signin_seal_shared::site::SiteRecord;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::show_refusal;
use crate::browser::i18n;
use crate::dom::{self, Shown, inside};
use crate::messages::SiteRefusal;

/// What stands in the fields at first.
pub(super) struct Known<'a> {
    /// The site's registrable domain.
    pub(super) domain: &'a str,
    /// The other domains of the same service.
    pub(super) others: &'a [String],
    /// What people call it.
    pub(super) name: &'a str,
    /// The sign-in hosts that are chosen; none for every host.
    pub(super) chosen: Option<&'a [String]>,
    /// Those that are there to be chosen.
    pub(super) proposed: &'a [String],
}

/// The fields of one site.
#[derive(Clone)]
pub(super) struct Fields {
    domain: String,
    name: HtmlInputElement,
    exact: HtmlInputElement,
    hosts: HtmlTextAreaElement,
    refused: HtmlElement,
}

impl Fields {
    /// New fields in `place`, with what is known of the site.
    pub(super) fn put(place: &Element, site: &Known<'_>) -> Result<Self, JsValue> {
        let root = dom::copy_of("fields")?;
        let all: HtmlInputElement = inside(&root, ".all")?;
        let fields = Self {
            domain: site.domain.to_owned(),
            name: inside(&root, ".name")?,
            exact: inside(&root, ".exact")?,
            hosts: inside(&root, ".named")?,
            refused: inside(&root, ".refused")?,
        };
        let every = match site.others {
            [] => i18n::text_with("sites_hosts_all", &[site.domain]),
            _ => i18n::text("sites_hosts_all_domains"),
        };
        inside::<Element>(&root, ".all + span")?.set_text_content(Some(&every));
        fields.name.set_value(site.name);
        all.set_checked(site.chosen.is_none());
        fields.exact.set_checked(site.chosen.is_some());
        fields.hosts.set_value(&site.proposed.join("\n"));
        let named: HtmlElement = inside(&root, ".choice_of_hosts")?;
        dom::show(&named, Shown::from(site.chosen.is_some()));
        for (choice, shown) in [(&all, Shown::No), (&fields.exact, Shown::Yes)] {
            choice.set_name(&format!("hosts of {}", site.domain));
            let named = named.clone();
            dom::on(choice, "change", move |_| dom::show(&named, shown))?;
        }
        place.set_text_content(None);
        place.append_child(&root)?;
        Ok(fields)
    }

    /// What stands in them.
    pub(super) fn record(&self) -> SiteRecord {
        let hosts = self.hosts.value();
        let hosts = hosts.split_whitespace().map(str::to_owned).collect();
        SiteRecord {
            name: self.name.value(),
            domain: self.domain.clone(),
            sign_in_hosts: self.exact.checked().then_some(hosts),
        }
    }

    /// Says what is wrong with it.
    pub(super) fn refuse(&self, refusal: &SiteRefusal) -> Result<(), JsValue> {
        show_refusal(&self.refused, Some(refusal))
    }

    /// The keyboard goes on from here.
    pub(super) fn focus(&self) -> Result<(), JsValue> {
        self.name.focus()
    }
}
