package weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Data sets of textbooks, to four digits. Where the book prints a value, the test says where; other
 * values were computed independently, with statsmodels 0.15 (state space with exact diffuse start,
 * least squares, generalised linear models) and the non-negative least squares of SciPy.
 */
class TextbookTest {

  /**
   * Car drivers killed or seriously injured in Great Britain by month, 1969 to 1984: Harvey and
   * Durbin (1986), Journal of the Royal Statistical Society A 149. From February 1983, the 170th
   * month, belts had to be worn.
   */
  private static final double[] DRIVERS = {
    1687, 1508, 1507, 1385, 1632, 1511, 1559, 1630, 1579, 1653, 2152, 2148, 1752, 1765, 1717, 1558,
    1575, 1520, 1805, 1800, 1719, 2008, 2242, 2478, 2030, 1655, 1693, 1623, 1805, 1746, 1795, 1926,
    1619, 1992, 2233, 2192, 2080, 1768, 1835, 1569, 1976, 1853, 1965, 1689, 1778, 1976, 2397, 2654,
    2097, 1963, 1677, 1941, 2003, 1813, 2012, 1912, 2084, 2080, 2118, 2150, 1608, 1503, 1548, 1382,
    1731, 1798, 1779, 1887, 2004, 2077, 2092, 2051, 1577, 1356, 1652, 1382, 1519, 1421, 1442, 1543,
    1656, 1561, 1905, 2199, 1473, 1655, 1407, 1395, 1530, 1309, 1526, 1327, 1627, 1748, 1958, 2274,
    1648, 1401, 1411, 1403, 1394, 1520, 1528, 1643, 1515, 1685, 2000, 2215, 1956, 1462, 1563, 1459,
    1446, 1622, 1657, 1638, 1643, 1683, 2050, 2262, 1813, 1445, 1762, 1461, 1556, 1431, 1427, 1554,
    1645, 1653, 2016, 2207, 1665, 1361, 1506, 1360, 1453, 1522, 1460, 1552, 1548, 1827, 1737, 1941,
    1474, 1458, 1542, 1404, 1522, 1385, 1641, 1510, 1681, 1938, 1868, 1726, 1456, 1445, 1456, 1365,
    1487, 1558, 1488, 1684, 1594, 1850, 1998, 2079, 1494, 1057, 1218, 1168, 1236, 1076, 1174, 1139,
    1427, 1487, 1483, 1513, 1357, 1165, 1282, 1110, 1297, 1185, 1222, 1284, 1444, 1575, 1737, 1763
  };

  private static final int BELTS = 169;

  /**
   * Gross investment of eleven firms by year, 1935 to 1947: Grunfeld (1958), as in Kleiber and
   * Zeileis (2010), German Economic Review 11.
   */
  private static final double[][] FIRMS = {
    {
      2.938, 5.643, 10.233, 4.046, 3.326, 4.68, 5.732, 12.117, 15.276, 9.275, 9.577, 3.956, 3.834
    }, // American Steel
    {
      39.68, 50.73, 74.24, 53.51, 42.65, 46.48, 61.4, 39.67, 62.24, 52.32, 63.21, 59.37, 58.02
    }, // Atlantic Refining
    {
      40.29, 72.76, 66.26, 51.6, 52.41, 69.41, 68.35, 46.8, 47.4, 59.57, 88.78, 74.12, 62.68
    }, // Chrysler
    {2.54, 2, 2.19, 1.99, 2.03, 1.81, 2.14, 1.86, 0.93, 1.18, 1.36, 2.24, 3.81}, // Diamond Match
    {
      33.1, 45, 77.2, 44.6, 48.1, 74.4, 113, 91.9, 61.3, 56.8, 93.6, 159.9, 147.2
    }, // General Electric
    {
      317.6, 391.8, 410.6, 257.7, 330.8, 461.2, 512, 448, 499.6, 547.5, 561.2, 688.1, 568.9
    }, // General Motors
    {
      26.63, 23.39, 30.65, 20.89, 28.78, 26.93, 32.08, 32.21, 35.69, 62.47, 52.32, 56.95, 54.32
    }, // Goodyear
    {
      20.36, 25.98, 25.94, 27.53, 24.6, 28.54, 43.41, 42.81, 27.84, 32.6, 39.03, 50.17, 51.85
    }, // IBM
    {
      209.9, 355.3, 469.9, 262.3, 230.4, 361.6, 472.8, 445.6, 361.6, 288.2, 258.7, 420.3, 420.5
    }, // US Steel
    {
      24.43, 23.21, 32.78, 32.54, 26.65, 33.71, 43.5, 34.46, 44.28, 70.8, 44.12, 48.98, 48.51
    }, // Union Oil
    {
      12.93, 25.9, 35.05, 22.89, 18.84, 28.57, 48.51, 43.34, 37.02, 37.81, 39.27, 53.46, 55.56
    }, // Westinghouse
  };

  private static final int WESTINGHOUSE = 10;

  private static double[] logs() {
    return Arrays.stream(DRIVERS).map(Math::log).toArray();
  }

  @Test
  void a_drifting_level_of_the_drivers_is_what_commandeur_and_koopman_print() {
    // Commandeur and Koopman (2007), section 2.2: 0.00222157 and 0.0118660; log-likelihood
    // 0.6451960 a month, without the constant of the diffuse element.
    LocalTrend fit = LocalTrend.fit(logs(), 0, false);
    assertThat(fit.variances().noise()).isCloseTo(0.00222157, within(5e-8));
    assertThat(fit.variances().level()).isCloseTo(0.0118660, within(5e-7));
    assertThat(fit.logLikelihood() / DRIVERS.length).isCloseTo(0.6451960, within(5e-6));
    // Computed independently: what the two months after the last are foretold to be.
    LocalTrend.Forecast forecast = fit.forecast(2);
    assertThat(forecast.mean(0)).isCloseTo(7.470543, within(5e-5));
    assertThat(forecast.mean(1)).isCloseTo(7.470543, within(5e-5));
    assertThat(forecast.covariance(0, 0)).isCloseTo(0.01600063, within(5e-7));
    assertThat(forecast.covariance(1, 1)).isCloseTo(0.02786661, within(5e-7));
  }

  @Test
  void a_drifting_level_with_a_rhythm_of_twelve_months_is_what_others_compute() {
    // Computed independently: variances 0.00351372 and 0.000943793, none of the rhythm.
    LocalTrend fit =
        LocalTrend.of(logs(), 12, false, new LocalTrend.Variances(0.00351372, 0.000943793, 0, 0));
    LocalTrend.Forecast forecast = fit.forecast(2);
    assertThat(forecast.mean(0)).isCloseTo(7.2587, within(5e-5));
    assertThat(forecast.mean(1)).isCloseTo(7.1321, within(5e-5));
    assertThat(forecast.covariance(0, 0)).isCloseTo(0.006213, within(5e-7));
    assertThat(forecast.covariance(1, 1)).isCloseTo(0.007184, within(5e-7));
  }

  @Test
  void belts_change_the_level_as_least_squares_say() {
    // Commandeur and Koopman (2007), section 6.1, fit a level that stays with this step; its
    // figures 7.4374 and −0.26111, and the others here, were computed independently.
    int[] times = new int[DRIVERS.length];
    double[][] step = new double[DRIVERS.length][];
    double[][] trend = new double[DRIVERS.length][];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
      step[i] = new double[] {1, i >= BELTS ? 1 : 0};
      trend[i] = new double[] {1, i, i >= BELTS ? 1 : 0};
    }
    CorrelatedRegression level =
        CorrelatedRegression.fitAt(times, step, logs(), CorrelatedRegression.Dependence.NONE);
    assertThat(level.coefficients()[0]).isCloseTo(7.437386, within(5e-7));
    assertThat(level.coefficients()[1]).isCloseTo(-0.261108, within(5e-7));
    assertThat(level.sum(new double[] {0, 1}).error()).isCloseTo(0.03314641, within(5e-8));
    CorrelatedRegression segmented =
        CorrelatedRegression.fitAt(times, trend, logs(), CorrelatedRegression.Dependence.NONE);
    assertThat(segmented.coefficients()[1]).isCloseTo(-8.595490e-4, within(5e-10));
    assertThat(segmented.coefficients()[2]).isCloseTo(-0.1785913, within(5e-8));
    assertThat(segmented.sum(new double[] {0, 0, 1}).error()).isCloseTo(0.03875129, within(5e-8));
    assertThat(segmented.scale()).isCloseTo(0.02078404, within(5e-9));
  }

  @Test
  void counts_around_an_event_are_fitted_as_by_quasi_likelihood() {
    // The last hundred months, the 78th the first with belts; computed independently as a Poisson
    // model with a logarithmic link, level, trend, level after and slope after.
    List<@Nullable Double> months = new ArrayList<>();
    for (int i = DRIVERS.length - 100; i < DRIVERS.length; i++) {
      months.add(DRIVERS[i]);
    }
    Series series = Series.of("drivers", LocalDate.of(2025, 1, 6), 7, months);
    double[] fitted = InterruptedSeries.fit(series, 77, 100, Spread.COUNTS).fitted();
    assertThat(fitted[0]).isCloseTo(1676.1537, within(5e-3));
    assertThat(fitted[50]).isCloseTo(1630.8954, within(5e-3));
    assertThat(fitted[76]).isCloseTo(1607.8462, within(5e-3));
    assertThat(fitted[77]).isCloseTo(1136.4471, within(5e-3));
    assertThat(fitted[99]).isCloseTo(1525.1064, within(5e-3));
  }

  @Test
  void weights_of_other_firms_are_those_of_the_quadratic_programme() {
    // Each firm in units of its mean; computed independently. ADH's own data have covariates
    // that are not asked for here.
    double[][] scaled = new double[FIRMS.length][];
    for (int i = 0; i < FIRMS.length; i++) {
      double mean = Arrays.stream(FIRMS[i]).average().orElseThrow();
      scaled[i] = Arrays.stream(FIRMS[i]).map(value -> value / mean).toArray();
    }
    double[] weights =
        SyntheticControl.fit(scaled[WESTINGHOUSE], Arrays.copyOf(scaled, WESTINGHOUSE)).weights();
    double[] expected = new double[WESTINGHOUSE];
    expected[0] = 0.12683;
    expected[4] = 0.515306;
    expected[7] = 0.108106;
    expected[8] = 0.082705;
    expected[9] = 0.167054;
    assertThat(weights).containsExactly(expected, within(5e-5));
  }
}
