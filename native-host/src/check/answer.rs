//! One question, judged, and its answer as a line of JSON.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use signin_seal_shared::site::{Catalogue, Host, Site, SiteId};
use signin_seal_shared::verdict::{Frame, UnknownReason, Verdict, Visit, judge};

use super::address;

/// Answers questions about the sites of a catalogue.
pub(super) struct Judge<'a> {
    catalogue: &'a Catalogue,
    /// By which domain each site was given: what whoever asks knows it by.
    domains: HashMap<&'a SiteId, &'a str>,
    line: Vec<u8>,
}

/// The answer. All keys are always there, in this order.
#[derive(Serialize)]
struct Answer<'a> {
    input: &'a str,
    host: Option<Cow<'a, str>>,
    verdict: &'static str,
    site: Option<&'a str>,
    rule: Option<&'static str>,
    severity: Option<&'static str>,
}

impl<'a> Judge<'a> {
    /// Judges by these sites.
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let named = |site: &'a Site| Some((&site.id, site.domains.first()?.as_str()));
        Self {
            catalogue,
            domains: catalogue.sites().filter_map(named).collect(),
            line: Vec::new(),
        }
    }

    /// Writes the answer to `question`, and the end of its line.
    pub(super) fn answer(&mut self, question: &str, output: &mut impl Write) -> io::Result<()> {
        let asked = address::read(question);
        let answer = match &asked {
            None => Answer::invalid(question),
            Some(asked) => {
                let (url, frame) = (asked.url.as_str(), Frame::Top);
                let verdict = judge(&Visit { url, frame }, self.catalogue);
                self.describe(question, &asked.read.host, &verdict)
            }
        };
        // Into memory first: an answer is written whole.
        self.line.clear();
        serde_json::to_writer(&mut self.line, &answer)?;
        self.line.push(b'\n');
        output.write_all(&self.line)
    }

    fn describe<'b>(&self, input: &'b str, host: &'b Host, verdict: &Verdict) -> Answer<'b>
    where
        'a: 'b,
    {
        let domain = |site: &SiteId| self.domains.get(site).copied();
        let (verdict, site, rule, severity) = match verdict {
            Verdict::Genuine(site) => ("genuine", domain(site), None, None),
            Verdict::Insecure(site) => ("insecure", domain(site), None, None),
            Verdict::Lookalike(found) => (
                "lookalike",
                domain(&found.site),
                Some(found.rule.name()),
                Some(found.severity.name()),
            ),
            Verdict::Unknown(reason) => match reason {
                UnknownReason::NotAWebAddress => return Answer::invalid(input),
                UnknownReason::NoSite => ("unknown", None, None, None),
                UnknownReason::NotASignInHost(site) | UnknownReason::Framed(site) => {
                    ("unknown", domain(site), None, None)
                }
            },
        };
        let host = Some(match host.name() {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(host.to_string()),
        });
        Answer {
            input,
            host,
            verdict,
            site,
            rule,
            severity,
        }
    }
}

impl<'a> Answer<'a> {
    fn invalid(input: &'a str) -> Self {
        Self {
            input,
            host: None,
            verdict: "invalid",
            site: None,
            rule: None,
            severity: None,
        }
    }
}
