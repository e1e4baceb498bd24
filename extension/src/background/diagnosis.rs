//! Why the seal is not seen, as far as it is known.

use signin_seal_shared::verdict::Verdict;

use super::standing::{self, Standing};
use super::{drafts, memory, visits};
use crate::browser::navigation::{self, top_document};
use crate::browser::tabs::TabId;
use crate::messages::{Case, Diagnosis};

/// What is known of the seal, and of `tab`, where the person misses it.
pub(super) async fn of(tab: Option<TabId>) -> Diagnosis {
    let mut diagnosis = Diagnosis {
        cases: Vec::new(),
        host: String::new(),
        problem: None,
        replacement: None,
        seen: None,
        has_seal: false,
    };
    if let Some(tab) = tab
        && let Some(top) = top_document(tab).await
    {
        let host = visits::host_of(&top.url).unwrap_or_default();
        diagnosis.host = match visits::verdict_of(&top.url) {
            // The host is the genuine one: what is wrong stands before it.
            Verdict::Insecure(_) => format!("http://{host}"),
            Verdict::Genuine(_) | Verdict::Lookalike(_) | Verdict::Unknown(_) => host,
        };
        // Under an error the browser shows a page of its own, whatever the address says.
        let is_genuine = visits::is_genuine(&top.url) && !top.error_occurred;
        if !is_genuine {
            let case = match holds_a_genuine_frame(tab).await {
                true => Case::Framed,
                false => Case::NotGenuine,
            };
            diagnosis.cases.push(case);
        } else if visits::is_withdrawn(tab, &top.document) {
            diagnosis.cases.push(Case::Covered);
        }
    }
    match standing::read().await {
        Ok(standing) => {
            diagnosis.problem = standing.problem();
            diagnosis.seen = memory::fingerprint(standing.kept()).await.ok().flatten();
            match &standing {
                Standing::Ours(_) => diagnosis.has_seal = true,
                Standing::None { others: 0 } => diagnosis.cases.push(Case::NoSeal),
                Standing::None { .. } => diagnosis.cases.push(Case::DataDeleted),
                Standing::Replaced(kept) => {
                    diagnosis.cases.push(Case::Changed);
                    diagnosis.replacement = Some(drafts::large_view(&kept.seal));
                }
                Standing::Removed { .. } => diagnosis.cases.push(Case::Changed),
            }
        }
        Err(problem) => {
            diagnosis.problem = Some(problem);
            diagnosis.cases.push(Case::Helper);
        }
    }
    diagnosis
}

async fn holds_a_genuine_frame(tab: TabId) -> bool {
    let urls = navigation::embedded_urls(tab).await;
    urls.iter().any(|url| visits::is_genuine(url))
}
