//! Sites worth protecting: hosts, registrable domains, and the catalogue of sites.

mod catalogue;
mod host;
mod preset;
mod suffix;
pub(crate) mod url_parser;

pub use catalogue::{Catalogue, Site, SiteId};
pub use host::{Host, InvalidHost};
pub use preset::alibaba;
pub use suffix::RegistrableDomain;
