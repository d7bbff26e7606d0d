/// Elementary functions from + − × ÷ alone, so that every x86-64 machine gives the same bits.
///
/// The system's own differ by a unit in the last place between processors with and without fused multiply-add.
package enum Elementary {
    /// e to the power x, within about 1 ulp; 0 below −745.2, infinity above 709.8, NaN for NaN.
    ///
    /// Source: Cody–Waite reduction to |r| ≤ ln 2 ÷ 2, then the Taylor polynomial of degree 13.
    ///
    /// - Complexity: O(1)
    @inlinable
    package static func exp(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x > 709.782712893384 { return .infinity }
        if x < -745.1332191019412 { return 0 }
        // Adding and taking off 1.5 · 2⁵² rounds to the nearest whole number, without a call.
        let quotient = x * 1.4426950408889634 + 0x1.8p52 - 0x1.8p52
        let remainder = (x - quotient * 0x1.62e42fee00000p-1) - quotient * 0x1.a39ef35793c76p-33
        var sum = 1.6059043836821613e-10
        sum = sum * remainder + 2.08767569878681e-09
        sum = sum * remainder + 2.505210838544172e-08
        sum = sum * remainder + 2.755731922398589e-07
        sum = sum * remainder + 2.7557319223985893e-06
        sum = sum * remainder + 2.48015873015873e-05
        sum = sum * remainder + 0.0001984126984126984
        sum = sum * remainder + 0.001388888888888889
        sum = sum * remainder + 0.008333333333333333
        sum = sum * remainder + 0.041666666666666664
        sum = sum * remainder + 0.16666666666666666
        sum = sum * remainder + 0.5
        let tail = remainder * remainder * sum
        return scaled(1 + (remainder + tail), by: Int(quotient))
    }

    /// The natural logarithm, within about 1 ulp; −infinity for 0, NaN for negative numbers.
    ///
    /// Source: x = 2ᵏ·m with m in [√½, √2), then the series of 2·artanh((m − 1) ÷ (m + 1)).
    ///
    /// - Complexity: O(1)
    @inlinable
    package static func log(_ x: Double) -> Double {
        if x.isNaN || x < 0 { return .nan }
        if x == 0 { return -.infinity }
        if x == .infinity { return x }
        // Below the normal numbers the exponent's bits are 0: 2⁵⁴ · x has its own.
        let isSubnormal = x < 0x1p-1022
        let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
        var exponent = Double(Int(bits >> 52) - 1023 - (isSubnormal ? 54 : 0))
        var mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        if mantissa > 1.4142135623730951 {
            mantissa *= 0.5
            exponent += 1
        }
        let fraction = (mantissa - 1) / (mantissa + 1)
        let square = fraction * fraction
        var sum = 1.0 / 27
        sum = sum * square + 1.0 / 25
        sum = sum * square + 1.0 / 23
        sum = sum * square + 1.0 / 21
        sum = sum * square + 1.0 / 19
        sum = sum * square + 1.0 / 17
        sum = sum * square + 1.0 / 15
        sum = sum * square + 1.0 / 13
        sum = sum * square + 1.0 / 11
        sum = sum * square + 1.0 / 9
        sum = sum * square + 1.0 / 7
        sum = sum * square + 1.0 / 5
        sum = sum * square + 1.0 / 3
        let series = 2 * fraction + 2 * fraction * square * sum
        return exponent * 0x1.62e42fee00000p-1 + (series + exponent * 0x1.a39ef35793c76p-33)
    }

    /// 1 ÷ (1 + e⁻ˣ), in [0, 1].
    @inlinable
    package static func sigmoid(_ x: Double) -> Double {
        if x >= 0 { return 1 / (1 + exp(-x)) }
        let power = exp(x)
        return power / (1 + power)
    }

    @inlinable
    static func scaled(_ value: Double, by exponent: Int) -> Double {
        if exponent < -1022 { return value * power(-1022) * power(exponent + 1022) }
        if exponent > 1023 { return value * power(1023) * 2 }
        return value * power(exponent)
    }

    /// 2ᵏ for an exponent of a normal number.
    @inlinable
    static func power(_ exponent: Int) -> Double {
        Double(bitPattern: UInt64(exponent + 1023) << 52)
    }
}
