//! Lengths: a number never travels without its unit.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

macro_rules! length {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
        pub struct $name(pub f32);

        impl $name {
            /// Nothing at all.
            pub const ZERO: $name = $name(0.0);

            /// The larger of two.
            pub fn max(self, other: $name) -> $name {
                $name(self.0.max(other.0))
            }

            /// The smaller of two.
            pub fn min(self, other: $name) -> $name {
                $name(self.0.min(other.0))
            }
        }

        impl Add for $name {
            type Output = $name;
            fn add(self, other: $name) -> $name {
                $name(self.0 + other.0)
            }
        }

        impl Sub for $name {
            type Output = $name;
            fn sub(self, other: $name) -> $name {
                $name(self.0 - other.0)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: $name) {
                self.0 += other.0;
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: $name) {
                self.0 -= other.0;
            }
        }

        impl Neg for $name {
            type Output = $name;
            fn neg(self) -> $name {
                $name(-self.0)
            }
        }

        impl Mul<f32> for $name {
            type Output = $name;
            fn mul(self, by: f32) -> $name {
                $name(self.0 * by)
            }
        }

        impl Div<f32> for $name {
            type Output = $name;
            fn div(self, by: f32) -> $name {
                $name(self.0 / by)
            }
        }

        impl Div for $name {
            type Output = f32;
            fn div(self, by: $name) -> f32 {
                self.0 / by.0
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = $name>>(of: I) -> $name {
                of.fold($name::ZERO, |a, b| a + b)
            }
        }
    };
}

length! {
    /// Millimetres: the measure of paper and of finished pages.
    Mm
}
length! {
    /// Points, 72 to the inch: the measure of type and of rules.
    Pt
}
length! {
    /// A share of the size of type: 1 em is as wide as the type is high.
    Em
}

impl Em {
    /// How long this is in type of `size`.
    pub fn at(self, size: Pt) -> Pt {
        Pt(self.0 * size.0)
    }
}

impl Pt {
    /// How many em of type of `size` this is.
    pub fn in_em(self, size: Pt) -> Em {
        Em(self.0 / size.0)
    }

    /// The same length in millimetres.
    pub fn mm(self) -> Mm {
        Mm(self.0 * 25.4 / 72.0)
    }
}

impl Mm {
    /// The same length in points.
    pub fn pt(self) -> Pt {
        Pt(self.0 * 72.0 / 25.4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inch_is_the_same_in_both_measures() {
        assert!((Mm(25.4).pt().0 - 72.0).abs() < 1e-4);
        assert!((Pt(72.0).mm().0 - 25.4).abs() < 1e-4);
        assert_eq!(Em(2.0).at(Pt(9.0)), Pt(18.0));
        assert_eq!(Pt(18.0).in_em(Pt(9.0)), Em(2.0));
    }
}
