import Rework
import Testing

/// Against numbers that other programs computed.
@Suite struct StatisticsTests {
    /// scipy 1.17.1: `binomtest(k, n).proportion_ci(confidence_level=0.95, method="wilson")`.
    @Test(
        "the interval of a rate is Wilson’s",
        arguments: [
            (0, 1, 0.0, 0.7934506856227626), (0, 10, 0.0, 0.27753279986288926), (1, 3, 0.06149194472039626, 0.7923403991979523),
            (3, 12, 0.08894166839405471, 0.5323053349335657), (7, 7, 0.6456695649333126, 1.0),
            (25, 100, 0.17545211362287677, 0.3430446354806161), (999, 1000, 0.9943574414020421, 0.9998234536293739),
        ])
    func interval(_ numerator: Int, _ denominator: Int, _ low: Double, _ high: Double) throws {
        let rate = Rate(numerator, of: denominator)
        #expect(abs(try #require(rate.low) - low) < 1e-12)
        #expect(abs(try #require(rate.high) - high) < 1e-12)
    }

    @Test func aRateOfNothingHasNoValue() {
        #expect(Rate().value == nil)
        #expect(Rate().low == nil)
        #expect(!Rate(9, of: 9).isEnough)
        #expect(Rate(1, of: 10).isEnough)
    }

    /// numpy 2.4.6: `percentile(values, [50, 85])`.
    @Test(
        "percentiles lie between two values in proportion",
        arguments: [
            ([5], 5.0, 5.0), ([1, 2], 1.5, 1.85), ([3, 1, 2], 2.0, 2.7), ([10, 20, 30, 40], 25.0, 35.5),
            ([0, 0, 1, 9, 9, 9, 100], 9.0, 18.1),
        ] as [([Double], Double, Double)])
    func percentiles(_ values: [Double], _ median: Double, _ most: Double) throws {
        #expect(abs(try #require(values.percentile(0.5)) - median) < 1e-9)
        #expect(abs(try #require(values.percentile(0.85)) - most) < 1e-9)
    }

    @Test func nothingHasNoPercentile() { #expect([Double]().percentile(0.5) == nil) }

    /// scipy 1.17.1: the first quantile of `ecdf(CensoredData.right_censored(lengths, open)).sf` at or below one half.
    @Test(
        "the median counts what is still open",
        arguments: [
            ([1, 2, 3, 4], [true, true, true, true], 2.0), ([1, 2, 3, 4], [true, false, true, false], 3.0),
            ([5, 6, 6, 2.5, 4, 4], [true, true, false, false, true, true], 5.0), ([1, 2, 3], [false, false, false], nil),
            ([1, 5, 5, 5], [true, false, false, false], nil), ([2, 2, 3, 7, 7, 9], [true, false, true, true, false, false], 7.0),
            ([1, 2], [true, false], 1.0), ([], [], nil),
        ] as [([Double], [Bool], Double?)])
    func medians(_ lengths: [Double], _ happened: [Bool], _ median: Double?) {
        #expect(Survival(zip(lengths, happened).map { Survival.Span($0, happened: $1) }).median == median)
    }
}
