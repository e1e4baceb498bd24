//! Sites worth protecting: hosts, registrable domains, and the catalogue of sites.

mod catalogue;
mod enrolment;
mod host;
mod preset;
mod ready;
pub(crate) mod record;
mod suffix;
pub(crate) mod url_parser;
mod web_address;

pub use catalogue::{Catalogue, SignInHosts, Site, SiteId};
pub use enrolment::{Enrolment, Refusal, Sorted, enrol, has_room, sort};
pub use host::{Host, InvalidHost};
pub use preset::alibaba;
pub(crate) use ready::is_another_service;
pub use ready::{ReadySite, is_well_known, ready, ready_sites};
pub use record::{Format, InvalidSite, SiteList, SiteRecord};
pub use suffix::RegistrableDomain;
pub use web_address::{WebAddress, WebScheme};
