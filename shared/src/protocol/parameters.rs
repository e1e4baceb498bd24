//! The facts for a message, by name.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Names and values in the order of the names, an object in JSON. There are at most three of them:
/// each page of the extension carries this type, and a map of the standard library is ten times as
/// large.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Sets the value of one name.
    pub fn set(&mut self, name: String, value: String) {
        match self.0.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = value,
            None => {
                let place = self.0.partition_point(|(other, _)| *other < name);
                self.0.insert(place, (name, value));
            }
        }
    }

    /// The value of one name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(other, _)| other == name)?;
        Some(value)
    }

    /// All values, in the order of their names.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, value)| value.as_str())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Parameters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnObject;

        impl<'de> Visitor<'de> for AnObject {
            type Value = Parameters;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parameters, A::Error> {
                let mut parameters = Parameters::default();
                while let Some((name, value)) = map.next_entry()? {
                    parameters.set(name, value);
                }
                Ok(parameters)
            }
        }

        deserializer.deserialize_map(AnObject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_stand_in_the_order_of_their_names() {
        let text = r#"{"width":"3","height":"2"}"#;
        let mut parameters: Parameters = serde_json::from_str(text).unwrap();
        parameters.set("limit".to_owned(), "9".to_owned());
        parameters.set("width".to_owned(), "4".to_owned());
        assert_eq!(parameters.values().collect::<Vec<_>>(), ["2", "9", "4"]);
        assert_eq!(parameters.get("width"), Some("4"));
        assert_eq!(parameters.get("depth"), None);
        let printed = serde_json::to_string(&parameters).unwrap();
        assert_eq!(printed, r#"{"height":"2","limit":"9","width":"4"}"#);
    }

    #[test]
    fn what_is_no_object_of_texts_is_refused() {
        for text in ["[]", "null", r#"{"width":3}"#] {
            assert!(serde_json::from_str::<Parameters>(text).is_err(), "{text}");
        }
    }
}
