//! Components of fewer samples than pixels, enlarged to the picture's size.
//!
//! These are the filters of libjpeg ("fancy upsampling", jdsample.c): a triangle where one sample
//! stands for two pixels, repetition everywhere else.

use super::components::Samples;

/// Enlarges a component, a row at a time.
pub(crate) struct Enlarger<'a> {
    samples: &'a Samples,
    /// How many pixels one sample stands for, across.
    across: usize,
    /// How many pixels one sample stands for, down.
    down: usize,
    /// Between two rows of samples, times 4; the sample at each end once more around it.
    between: Vec<u16>,
    /// The row that was enlarged last.
    row: Vec<u8>,
}

impl<'a> Enlarger<'a> {
    /// For one sample of so many pixels.
    pub(crate) fn new(samples: &'a Samples, across: usize, down: usize) -> Self {
        Self {
            samples,
            across: across.max(1),
            down: down.max(1),
            between: vec![0; samples.width + 2],
            row: vec![0; samples.width * across.max(1)],
        }
    }

    /// A row of the picture; it may be longer than the picture is wide.
    pub(crate) fn row(&mut self, y: usize) -> &[u8] {
        // libjpeg's triangle needs three samples across.
        let smooth_across = self.across == 2 && self.samples.width > 2;
        match (self.across, self.down) {
            (1, 1) => return self.samples.row(y),
            (1, 2) => {
                let (near, far, bias) = self.neighbours(y, 1, 2);
                for ((row, near), far) in self.row.iter_mut().zip(near).zip(far) {
                    *row = narrow((u16::from(*near) * 3 + u16::from(*far) + bias) >> 2);
                }
            }
            (2, 1) if smooth_across => {
                let samples = self.samples.row(y).iter();
                fill(&mut self.between, samples.map(|&sample| sample.into()));
                spread::<2>(&self.between, [1, 2], &mut self.row);
            }
            (2, 2) if smooth_across => {
                let (near, far, _) = self.neighbours(y, 0, 0);
                let samples = near.iter().zip(far);
                let samples = samples.map(|(&near, &far)| u16::from(near) * 3 + u16::from(far));
                fill(&mut self.between, samples);
                spread::<4>(&self.between, [8, 7], &mut self.row);
            }
            (across, down) => {
                let samples = self.samples.row(y / down);
                for (pixels, sample) in self.row.chunks_exact_mut(across).zip(samples) {
                    pixels.fill(*sample);
                }
            }
        }
        &self.row
    }

    /// The row of samples that a row of pixels lies in, the next nearest, and how to round.
    fn neighbours(&self, y: usize, above: u16, below: u16) -> (&'a [u8], &'a [u8], u16) {
        let near = y / 2;
        let (far, bias) = if y.is_multiple_of(2) {
            (near.saturating_sub(1), above)
        } else {
            (near + 1, below)
        };
        (self.samples.row(near), self.samples.row(far), bias)
    }
}

impl Samples {
    /// A row; below the last one it goes on for ever.
    fn row(&self, y: usize) -> &[u8] {
        let last = (self.rows.len() / self.width.max(1)).saturating_sub(1);
        let start = y.min(last) * self.width;
        self.rows.get(start..start + self.width).unwrap_or_default()
    }
}

/// Puts samples between copies of the first and the last.
fn fill(between: &mut [u16], samples: impl Iterator<Item = u16>) {
    if let [_, inner @ .., _] = &mut *between {
        for (to, sample) in inner.iter_mut().zip(samples) {
            *to = sample;
        }
    }
    if let [first, second, .., before, last] = between {
        *first = *second;
        *last = *before;
    }
}

/// Two pixels for each sample: three quarters of it, one quarter of its neighbour.
fn spread<const SHIFT: u16>(between: &[u16], bias: [u16; 2], row: &mut [u8]) {
    let [left_bias, right_bias] = bias;
    let pairs = row.as_chunks_mut().0;
    // Slices of one length each: the compiler then takes many pixels at a time.
    let [Some(before), Some(here), Some(after)] =
        [0, 1, 2].map(|start| between.get(start..start + pairs.len()))
    else {
        return;
    };
    for (((pair, before), here), after) in pairs.iter_mut().zip(before).zip(here).zip(after) {
        *pair = [
            narrow((here * 3 + before + left_bias) >> SHIFT),
            narrow((here * 3 + after + right_bias) >> SHIFT),
        ];
    }
}

/// The sums above never exceed a byte once they are shifted.
fn narrow(value: u16) -> u8 {
    value.to_le_bytes()[0]
}
