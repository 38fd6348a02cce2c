package weir.evaluation;

import java.util.Arrays;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * A structural model of a series: a level and a slope that drift, with noise upon them, and a
 * rhythm of a given period if asked. Starts diffuse (nothing is known of level and slope before the
 * first steps), passes over missing steps, and foretells with the spread that its own drift gives.
 *
 * <p>Method: Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 2nd edition,
 * sections 2.9 and 3.2; the diffuse start as a variance of {@code 1e7} times the series' own, with
 * as many innovations left out of the likelihood as there are diffuse elements. Counterfactual:
 * Brodersen et al. (2015), Annals of Applied Statistics 9.
 */
final class LocalTrend {

  /** Variances of noise, level, slope and rhythm; zero switches one off. */
  record Variances(double noise, double level, double slope, double rhythm) {}

  private static final double DIFFUSE = 1e7;
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final double[] values;
  private final int period;
  private final boolean sloped;
  private final Variances variances;
  private final double logLikelihood;

  private LocalTrend(
      double[] values, int period, boolean sloped, Variances variances, double logLikelihood) {
    this.values = values;
    this.period = period;
    this.sloped = sloped;
    this.variances = variances;
    this.logLikelihood = logLikelihood;
  }

  /**
   * Finds the variances by the greatest likelihood.
   *
   * @param values NaN where unknown
   * @param period of the rhythm in steps; 0 for none
   * @param sloped whether there is a slope that drifts; without one the level alone does
   */
  static LocalTrend fit(double[] values, int period, boolean sloped) {
    double spread = spread(values);
    if (!(spread > 0)) {
      return new LocalTrend(
          values, period, sloped, new Variances(0, 0, 0, 0), Double.NEGATIVE_INFINITY);
    }
    int free = 2 + (sloped ? 1 : 0) + (period > 0 ? 1 : 0);
    double best = Double.NEGATIVE_INFINITY;
    double[] at = new double[free];
    // Likelihoods of such models have several hills: from each start the highest counts.
    for (double[] shares :
        new double[][] {{0.8, 0.1, 1e-4, 1e-3}, {0.2, 0.6, 1e-3, 1e-3}, {0.5, 0.02, 1e-5, 1e-2}}) {
      double[] start = new double[free];
      int next = 0;
      start[next++] = Math.log(shares[0] * spread);
      start[next++] = Math.log(shares[1] * spread);
      if (sloped) {
        start[next++] = Math.log(shares[2] * spread);
      }
      if (period > 0) {
        start[next] = Math.log(shares[3] * spread);
      }
      double[] found = climb(values, period, sloped, spread, start, 2.0, 1e-6);
      double likelihood =
          new LocalTrend(values, period, sloped, variances(found, sloped, period, spread), 0)
              .likelihood();
      if (likelihood > best) {
        best = likelihood;
        at = found;
      }
    }
    // A simplex that shrank too early is spread anew.
    for (int restart = 0; restart < 2; restart++) {
      at = climb(values, period, sloped, spread, at, 0.7, 1e-10);
    }
    return of(values, period, sloped, variances(at, sloped, period, spread));
  }

  /** The model with variances that are known. */
  static LocalTrend of(double[] values, int period, boolean sloped, Variances variances) {
    LocalTrend model = new LocalTrend(values, period, sloped, variances, 0);
    return new LocalTrend(values, period, sloped, variances, model.likelihood());
  }

  private static double[] climb(
      double[] values,
      int period,
      boolean sloped,
      double spread,
      double[] start,
      double wide,
      double until) {
    double[] steps = new double[start.length];
    Arrays.fill(steps, wide);
    return new SimplexOptimizer(until * 1e-2, until)
        .optimize(
            new MaxEval(4000),
            new ObjectiveFunction(logs -> {
              double likelihood =
                  new LocalTrend(values, period, sloped, variances(logs, sloped, period, spread), 0)
                      .likelihood();
              return Double.isFinite(likelihood) ? likelihood : -1e300;
            }),
            GoalType.MAXIMIZE,
            new InitialGuess(start),
            new NelderMeadSimplex(steps))
        .getPoint();
  }

  private static Variances variances(double[] logs, boolean sloped, int period, double spread) {
    int next = 2;
    return new Variances(
        bounded(logs[0], spread),
        bounded(logs[1], spread),
        sloped ? bounded(logs[next++], spread) : 0,
        period > 0 ? bounded(logs[next], spread) : 0);
  }

  /** A variance far below the series' own counts as none. */
  private static double bounded(double log, double spread) {
    double value = Math.exp(Math.min(log, Math.log(spread) + 10));
    return value < 1e-12 * spread ? 0 : value;
  }

  private static double spread(double[] values) {
    double mean = 0;
    double squares = 0;
    int n = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        n++;
        double off = value - mean;
        mean += off / n;
        squares += off * (value - mean);
      }
    }
    return n < 2 ? 0 : squares / (n - 1);
  }

  Variances variances() {
    return variances;
  }

  /** Without what the diffuse elements take up. */
  double logLikelihood() {
    return logLikelihood;
  }

  private int size() {
    return (sloped ? 2 : 1) + Math.max(0, period - 1);
  }

  private double likelihood() {
    Filter filter = new Filter();
    double log = 0;
    int leftOut = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        double one = filter.learn(value);
        if (leftOut < size()) {
          leftOut++;
        } else {
          log += one - 0.5 * LOG_TWO_PI;
        }
      }
      filter.step();
    }
    return log;
  }

  /**
   * What the steps after the last are foretold to be.
   *
   * @return for each: its mean, and in {@code [1]} the covariance of all of them with noise
   */
  Forecast forecast(int steps) {
    Filter filter = new Filter();
    for (double value : values) {
      if (!Double.isNaN(value)) {
        filter.learn(value);
      }
      filter.step();
    }
    int m = size();
    double[] means = new double[steps];
    double[][] covariance = new double[steps][steps];
    for (int h = 0; h < steps; h++) {
      means[h] = filter.foretold();
      double[] loads = filter.covarianceWithSignal();
      for (int k = h; k < steps; k++) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
          sum += filter.loading(j) * loads[j];
        }
        covariance[h][k] = sum + (h == k ? variances.noise() : 0);
        covariance[k][h] = covariance[h][k];
        loads = filter.moved(loads);
      }
      filter.step();
    }
    return new Forecast(means, covariance);
  }

  /** Means of steps foretold, and how they vary together. */
  static final class Forecast {
    private final double[] means;
    private final double[][] covariance;

    private Forecast(double[] means, double[][] covariance) {
      this.means = means;
      this.covariance = covariance;
    }

    double mean(int step) {
      return means[step];
    }

    double covariance(int step, int other) {
      return covariance[step][other];
    }
  }

  /** The Kalman filter of one pass. */
  private final class Filter {
    private final int m = size();
    private final double[] state = new double[m];
    private final double[][] p = new double[m][m];
    private final double[] with = new double[m];
    private final double[] column = new double[m];

    Filter() {
      double spread = Math.max(LocalTrend.spread(values), 1e-12);
      for (int i = 0; i < m; i++) {
        p[i][i] = DIFFUSE * spread;
      }
      for (double value : values) {
        if (!Double.isNaN(value)) {
          state[0] = value; // any start will do; this one keeps digits
          break;
        }
      }
    }

    /** Of the signal on an element of the state: the level, and the rhythm's first. */
    double loading(int element) {
      return element == 0 || (period > 0 && element == rhythm()) ? 1 : 0;
    }

    private int rhythm() {
      return sloped ? 2 : 1;
    }

    double foretold() {
      return state[0] + (period > 0 ? state[rhythm()] : 0);
    }

    double[] covarianceWithSignal() {
      double[] of = new double[m];
      covarianceWithSignal(of);
      return of;
    }

    private void covarianceWithSignal(double[] of) {
      int rhythm = rhythm();
      for (int i = 0; i < m; i++) {
        of[i] = period > 0 ? p[i][0] + p[i][rhythm] : p[i][0];
      }
    }

    /** Takes a value in; gives the logarithm of how likely it was, without the constant. */
    double learn(double value) {
      covarianceWithSignal(with);
      double spread = variances.noise() + with[0] + (period > 0 ? with[rhythm()] : 0);
      double news = value - foretold();
      for (int i = 0; i < m; i++) {
        double gain = with[i] / spread;
        state[i] += gain * news;
        for (int j = 0; j < m; j++) {
          p[i][j] -= gain * with[j];
        }
      }
      return -0.5 * (Math.log(spread) + news * news / spread);
    }

    /** A copy of a vector of the state, one step on. */
    double[] moved(double[] from) {
      double[] to = from.clone();
      move(to);
      return to;
    }

    /** A vector of the state one step on, in its place. */
    private void move(double[] vector) {
      if (sloped) {
        vector[0] += vector[1];
      }
      int first = rhythm();
      if (first < m) {
        double sum = 0;
        for (int i = first; i < m; i++) {
          sum += vector[i];
        }
        System.arraycopy(vector, first, vector, first + 1, m - first - 1);
        vector[first] = -sum;
      }
    }

    void step() {
      move(state);
      // First the columns, through a copy, then the rows as they stand.
      for (int j = 0; j < m; j++) {
        for (int i = 0; i < m; i++) {
          column[i] = p[i][j];
        }
        move(column);
        for (int i = 0; i < m; i++) {
          p[i][j] = column[i];
        }
      }
      for (double[] row : p) {
        move(row);
      }
      p[0][0] += variances.level();
      if (sloped) {
        p[1][1] += variances.slope();
      }
      if (period > 0) {
        p[rhythm()][rhythm()] += variances.rhythm();
      }
    }
  }
}
