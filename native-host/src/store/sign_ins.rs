//! The sign-ins, and the places where they took place.
//!
//! A place is sealed once, and each sign-in there is a few numbers: so a million of them fit into
//! some tens of megabytes, and a page of them is read by an index.

use std::collections::HashMap;

use hmac::Mac;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, named_params};
use signin_seal_shared::account::{HistoryFilter, HistoryRow, Marks, PlaceOfSignIn};

use super::{Store, StoreError, opened_json};
use crate::clock::UnixMillis;
use crate::vault::{DataKey, KEYED_HASH_BYTES, RowIdentity};

/// What the key is derived for.
const PURPOSE: &[u8] = b"signin-seal sign-in place 1";

const NEW_COUNTRY: i64 = 1;
const NEW_PROFILE: i64 = 2;
const NEW_PROXY: i64 = 4;
const CLOCK_BEHIND: i64 = 8;

/// A row without its place.
#[derive(Clone, Copy)]
struct Entry {
    id: i64,
    at_ms: i64,
    place: i64,
    marks: i64,
}

/// The rows that a page may have: before this one, and within these times.
struct Range {
    from: i64,
    to: i64,
    before: Option<(i64, i64)>,
    limit: u32,
}

impl Store {
    /// All places, by their ids.
    pub(crate) fn places(&self) -> Result<HashMap<i64, PlaceOfSignIn>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, hash, sealed FROM sign_in_place")?;
        let read = |row: &Row<'_>| -> rusqlite::Result<(i64, [u8; KEYED_HASH_BYTES], Vec<u8>)> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        };
        let rows: Vec<_> = statement.query_map((), read)?.collect::<Result<_, _>>()?;
        if rows.is_empty() {
            return Ok(HashMap::new());
        }
        let key = self.key()?;
        let place = |(id, hash, sealed): (i64, [u8; KEYED_HASH_BYTES], Vec<u8>)| {
            Ok((id, opened_place(&key, &hash, &sealed)?))
        };
        rows.into_iter().map(place).collect()
    }

    /// Keeps a sign-in. Returns its id.
    pub(crate) fn add_sign_in(
        &self,
        place: &PlaceOfSignIn,
        marks: Marks,
        now: UnixMillis,
    ) -> Result<i64, StoreError> {
        let key = self.key_for_sealing()?;
        let plain = serde_json::to_vec(place).map_err(StoreError::Unwritable)?;
        let hash = key.keyed_hash(PURPOSE).chain_update(&plain).finalize();
        let hash: [u8; KEYED_HASH_BYTES] = hash.into_bytes().into();
        let known: Option<i64> = self
            .connection
            .query_row(
                "SELECT id FROM sign_in_place WHERE hash = :hash",
                named_params! { ":hash": hash },
                |row| row.get(0),
            )
            .optional()?;
        let place = if let Some(id) = known {
            id
        } else {
            let name = hex(&hash);
            let sealed = key.seal(row_of(&name), &plain)?;
            self.connection.query_row(
                "INSERT INTO sign_in_place (hash, sealed) VALUES (:hash, :sealed) RETURNING id",
                named_params! { ":hash": hash, ":sealed": sealed },
                |row| row.get(0),
            )?
        };
        Ok(self.connection.query_row(
            "INSERT INTO sign_in (at_ms, place, marks) VALUES (:now, :place, :marks) RETURNING id",
            named_params! { ":now": now.0, ":place": place, ":marks": number_of(marks) },
            |row| row.get(0),
        )?)
    }

    /// When the sign-in before the next one was.
    pub(crate) fn last_sign_in_at(&self) -> Result<Option<UnixMillis>, StoreError> {
        let sql = "SELECT at_ms FROM sign_in ORDER BY id DESC LIMIT 1";
        let at = self.connection.query_row(sql, (), |row| row.get(0));
        Ok(at.optional()?.map(UnixMillis))
    }

    /// This sign-in and the ones at such places before it, the latest first, whatever the clock said.
    pub(crate) fn sign_ins_up_to(
        &self,
        id: i64,
        is_wanted: impl Fn(&PlaceOfSignIn) -> bool,
        limit: u32,
    ) -> Result<Vec<HistoryRow>, StoreError> {
        let places = self.places()?;
        let wanted: Vec<i64> = places
            .iter()
            .filter(|(_, place)| is_wanted(place))
            .map(|(id, _)| *id)
            .collect();
        let mut found = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT id, at_ms, place, marks FROM sign_in
             WHERE place IN (SELECT value FROM json_each(:places)) AND id <= :id
             ORDER BY +id DESC LIMIT :limit",
        )?;
        let mut by_scan = self.connection.prepare_cached(
            "SELECT id, at_ms, place, marks FROM sign_in WHERE id <= :id ORDER BY id DESC LIMIT 1000",
        )?;
        // The present session began a short while ago: nearly always the newest rows have all.
        for entry in by_scan.query_map(named_params! { ":id": id }, entry)? {
            let entry = entry?;
            if wanted.contains(&entry.place) {
                found.push(entry);
            }
        }
        if found.len() < limit as usize {
            let parameters = named_params! { ":places": json(&wanted), ":id": id, ":limit": limit };
            found = statement
                .query_map(parameters, entry)?
                .collect::<Result<_, _>>()?;
        }
        found.truncate(limit as usize);
        Ok(with_places(found, &places))
    }

    /// The sign-ins that fit, the latest first, behind the row `after`.
    pub(crate) fn history(
        &self,
        filter: &HistoryFilter,
        after: Option<i64>,
        limit: u32,
    ) -> Result<Vec<HistoryRow>, StoreError> {
        let before = match after {
            None => None,
            Some(id) => {
                let sql = "SELECT at_ms FROM sign_in WHERE id = :id";
                let at = self
                    .connection
                    .query_row(sql, named_params! { ":id": id }, |row| row.get(0));
                let Some(at) = at.optional()? else {
                    // It was deleted meanwhile, and all that came before it with it or not: whoever
                    // looks begins anew.
                    return Ok(Vec::new());
                };
                Some((at, id))
            }
        };
        let range = Range {
            from: filter.from_ms.unwrap_or(i64::MIN),
            to: filter.to_ms.unwrap_or(i64::MAX),
            before,
            limit,
        };
        let places = self.places()?;
        let fitting = fitting(&places, filter);
        let entries = if fitting.len() == places.len() {
            self.entries(&range, None)?
        } else {
            self.entries_at(&range, &fitting)?
        };
        Ok(with_places(entries, &places))
    }

    /// How many sign-ins there are.
    pub(crate) fn count_sign_ins(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM sign_in";
        let rows: i64 = self.connection.query_row(sql, (), |row| row.get(0))?;
        Ok(rows.unsigned_abs())
    }

    /// Deletes the sign-ins that fit. Returns how many.
    pub(crate) fn delete_sign_ins(&self, filter: &HistoryFilter) -> Result<u64, StoreError> {
        let fitting = fitting(&self.places()?, filter);
        let deleted = self.connection.execute(
            "DELETE FROM sign_in WHERE at_ms >= :from AND at_ms < :to
             AND place IN (SELECT value FROM json_each(:places))",
            named_params! {
                ":from": filter.from_ms.unwrap_or(i64::MIN),
                ":to": filter.to_ms.unwrap_or(i64::MAX),
                ":places": json(&fitting),
            },
        )?;
        self.connection.execute(
            "DELETE FROM sign_in_place WHERE NOT EXISTS
             (SELECT 1 FROM sign_in WHERE place = sign_in_place.id)",
            (),
        )?;
        Ok(deleted as u64)
    }

    /// Some rows by time, of one place or of all.
    fn entries(&self, range: &Range, place: Option<i64>) -> Result<Vec<Entry>, StoreError> {
        // Two statements, so that each has its index.
        let of_place = if place.is_some() {
            "place = :place AND"
        } else {
            ""
        };
        let sql = format!(
            "SELECT id, at_ms, place, marks FROM sign_in
             WHERE {of_place} at_ms >= :from AND at_ms <= :last
             AND (at_ms < :before_ms OR id < :before_id)
             ORDER BY at_ms DESC, id DESC LIMIT :limit"
        );
        let (before_ms, before_id) = range.before.unwrap_or((i64::MAX, i64::MAX));
        // One bound, so that the index begins there and not at the newest row.
        let Some(last) = range.to.checked_sub(1) else {
            return Ok(Vec::new());
        };
        let last = last.min(before_ms);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut parameters: Vec<(&str, Value)> = vec![
            (":from", range.from.into()),
            (":last", last.into()),
            (":before_ms", before_ms.into()),
            (":before_id", before_id.into()),
            (":limit", range.limit.into()),
        ];
        if let Some(place) = place {
            parameters.push((":place", place.into()));
        }
        let parameters: Vec<(&str, &dyn rusqlite::ToSql)> = parameters
            .iter()
            .map(|(name, value)| (*name, value as &dyn rusqlite::ToSql))
            .collect();
        let rows = statement.query_map(parameters.as_slice(), entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Some rows by time, of these places: the places with the newest rows first, until no other can
    /// have a newer one.
    fn entries_at(&self, range: &Range, places: &[i64]) -> Result<Vec<Entry>, StoreError> {
        let newest = Range { limit: 1, ..*range };
        let mut order = Vec::new();
        for place in places {
            let first = self.entries(&newest, Some(*place))?;
            order.extend(first.first().map(|entry| (entry.at_ms, entry.id, *place)));
        }
        order.sort_unstable_by(|a, b| b.cmp(a));
        let limit = range.limit as usize;
        let mut found: Vec<Entry> = Vec::new();
        for (at_ms, id, place) in order {
            let last = limit.checked_sub(1).and_then(|last| found.get(last));
            if last.is_some_and(|last| (last.at_ms, last.id) > (at_ms, id)) {
                break;
            }
            found.extend(self.entries(range, Some(place))?);
            found.sort_unstable_by_key(|entry| std::cmp::Reverse((entry.at_ms, entry.id)));
            found.truncate(limit);
        }
        Ok(found)
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        at_ms: row.get(1)?,
        place: row.get(2)?,
        marks: row.get(3)?,
    })
}

/// The rows with their places. A row without one cannot be: the schema refuses it.
fn with_places(entries: Vec<Entry>, places: &HashMap<i64, PlaceOfSignIn>) -> Vec<HistoryRow> {
    let row = |entry: Entry| {
        Some(HistoryRow {
            id: entry.id,
            at_ms: entry.at_ms,
            place: places.get(&entry.place)?.clone(),
            marks: marks_of(entry.marks),
        })
    };
    entries.into_iter().filter_map(row).collect()
}

fn fitting(places: &HashMap<i64, PlaceOfSignIn>, filter: &HistoryFilter) -> Vec<i64> {
    let wanted = filter.text.trim().to_lowercase();
    let fits = |place: &PlaceOfSignIn| {
        filter.kind.is_none_or(|kind| kind == place.kind)
            && (wanted.is_empty() || has_text(place, &wanted))
    };
    let fitting = places.iter().filter(|(_, place)| fits(place));
    fitting.map(|(id, _)| *id).collect()
}

fn has_text(place: &PlaceOfSignIn, wanted: &str) -> bool {
    use signin_seal_shared::account::Location;
    let country = match &place.location {
        Location::Country { code } => Some(code.as_str()),
        Location::AnonymousProxy { code } => code.as_deref(),
        Location::Private {} | Location::Unknown {} => None,
    };
    [
        Some(place.site.as_str()),
        Some(&place.host),
        place.address.as_deref(),
        Some(&place.browser),
        country,
    ]
    .into_iter()
    .flatten()
    .any(|text| text.to_lowercase().contains(wanted))
}

fn opened_place(
    key: &DataKey,
    hash: &[u8; KEYED_HASH_BYTES],
    sealed: &[u8],
) -> Result<PlaceOfSignIn, StoreError> {
    opened_json(key, row_of(&hex(hash)), sealed)
}

fn row_of(name: &str) -> RowIdentity<'_> {
    RowIdentity {
        table: "sign_in_place",
        row: name,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn json(ids: &[i64]) -> String {
    let numbers: Vec<String> = ids.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(","))
}

fn number_of(marks: Marks) -> i64 {
    [
        (marks.new_country, NEW_COUNTRY),
        (marks.new_profile, NEW_PROFILE),
        (marks.new_proxy, NEW_PROXY),
        (marks.clock_behind, CLOCK_BEHIND),
    ]
    .into_iter()
    .filter_map(|(is_set, bit)| is_set.then_some(bit))
    .sum()
}

fn marks_of(number: i64) -> Marks {
    Marks {
        new_country: number & NEW_COUNTRY != 0,
        new_profile: number & NEW_PROFILE != 0,
        new_proxy: number & NEW_PROXY != 0,
        clock_behind: number & CLOCK_BEHIND != 0,
    }
}
