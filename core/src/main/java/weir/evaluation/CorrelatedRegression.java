package weir.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * Least squares where what is left over follows itself: a first-order autoregression in time, exact
 * over missing steps, with noise upon it that does not (counting is such noise). Correlation and
 * share of noise are not estimated and then believed: they are averaged over, each pair counting by
 * its restricted likelihood, since believing one estimate makes tests of short series reject too
 * often.
 *
 * <p>Restricted likelihood: Patterson and Thompson (1971), Biometrika 58. Averaging over the
 * correlation: as in Zellner and Tiao (1964), Journal of the American Statistical Association 59.
 */
final class CorrelatedRegression {

  private static final double LOWEST = -0.4;
  private static final double HIGHEST = 0.98;
  private static final int STEPS = 35;
  private static final double[] NOISE = {0, 0.2, 0.4, 0.6, 0.8};

  /**
   * Before the series speaks: how likely it is that no noise lies upon the correlated part; and how
   * much less likely a correlation is the nearer it comes to one. Short series can hardly tell a
   * high correlation from none; taken for as likely as any other it makes tests of independent days
   * reject too seldom. Both were set on made-up series of 110 and 180 days, so that a test at 5 %
   * rejects about so often with and without correlation; see docs/validation.md.
   */
  private static final double WITHOUT_NOISE = 0.65;

  private static final double FEWER_HIGH = 1.2;

  /** How an error goes on: its correlation from step to step, and the share that does not. */
  record Dependence(double rho, double noise) {
    static final Dependence NONE = new Dependence(0, 0);
  }

  private static final List<Dependence> ALL = all();

  private static List<Dependence> all() {
    List<Dependence> all = new ArrayList<>();
    for (double noise : NOISE) {
      for (int k = 0; k < STEPS; k++) {
        double rho = LOWEST + (HIGHEST - LOWEST) * k / (STEPS - 1);
        // With noise upon it, little correlation looks like none: one pair stands for these.
        if (noise == 0 || rho >= 0.3) {
          all.add(new Dependence(rho, noise));
        }
      }
    }
    return List.copyOf(all);
  }

  private static final Map<Dependence, Double> PRIOR = priors();

  private static Map<Dependence, Double> priors() {
    double[] all = new double[2];
    for (Dependence dependence : ALL) {
      all[dependence.noise() == 0 ? 0 : 1] += Math.pow(1 - dependence.rho(), FEWER_HIGH);
    }
    Map<Dependence, Double> priors = new HashMap<>();
    for (Dependence dependence : ALL) {
      boolean without = dependence.noise() == 0;
      double share = Math.pow(1 - dependence.rho(), FEWER_HIGH) / all[without ? 0 : 1];
      priors.put(dependence, (without ? WITHOUT_NOISE : 1 - WITHOUT_NOISE) * share);
    }
    return Map.copyOf(priors);
  }

  private static double prior(Dependence dependence) {
    return PRIOR.getOrDefault(dependence, 1.0);
  }

  private final List<Dependence> dependences;
  private final double[] weights;
  private final double[][] coefficients;
  private final RealMatrix[] covariances;
  private final double[] scales;
  private final int degrees;

  private CorrelatedRegression(
      List<Dependence> dependences,
      double[] weights,
      double[][] coefficients,
      RealMatrix[] covariances,
      double[] scales,
      int degrees) {
    this.dependences = dependences;
    this.weights = weights;
    this.coefficients = coefficients;
    this.covariances = covariances;
    this.scales = scales;
    this.degrees = degrees;
  }

  /**
   * Fits.
   *
   * @param times of the rows, rising whole steps
   * @param design a row for each time
   * @param response in units in which the spread is the same throughout
   * @throws IllegalArgumentException when columns of the design depend on each other, or there are
   *     too few rows
   */
  static CorrelatedRegression fit(int[] times, double[][] design, double[] response) {
    return fit(times, design, response, ALL);
  }

  /** The same for one dependence alone; {@link Dependence#NONE} gives ordinary least squares. */
  static CorrelatedRegression fitAt(
      int[] times, double[][] design, double[] response, Dependence dependence) {
    return fit(times, design, response, List.of(dependence));
  }

  private static CorrelatedRegression fit(
      int[] times, double[][] design, double[] response, List<Dependence> dependences) {
    int n = times.length;
    int p = n == 0 ? 0 : design[0].length;
    if (n - p < 1) {
      throw new IllegalArgumentException(
          "%d known steps are too few to tell %d things.".formatted(n, p));
    }
    int steps = dependences.size();
    double[] logs = new double[steps];
    double[][] coefficients = new double[steps][];
    RealMatrix[] covariances = new RealMatrix[steps];
    double[] scales = new double[steps];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < steps; k++) {
      double[][] x = new double[n][p];
      double[] y = new double[n];
      double logDeterminant = whiten(times, design, response, dependences.get(k), x, y);
      RealMatrix whitened = new Array2DRowRealMatrix(x, false);
      RealMatrix cross = whitened.transpose().multiply(whitened);
      CholeskyDecomposition cholesky;
      try {
        cholesky = new CholeskyDecomposition(cross, 1e-9, 1e-11 * cross.getTrace());
      } catch (RuntimeException dependent) {
        throw new IllegalArgumentException(
            "The things asked of the series cannot be told apart: there are too few steps before or after.",
            dependent);
      }
      double[] beta =
          cholesky
              .getSolver()
              .solve(new Array2DRowRealMatrix(whitened.transpose().operate(y)))
              .getColumn(0);
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double left = y[i];
        for (int j = 0; j < p; j++) {
          left -= x[i][j] * beta[j];
        }
        squares += left * left;
      }
      double scale = Math.max(squares / (n - p), 1e-300);
      coefficients[k] = beta;
      scales[k] = scale;
      covariances[k] = cholesky.getSolver().getInverse().scalarMultiply(scale);
      logs[k] =
          Math.log(prior(dependences.get(k)))
              - 0.5
                  * ((n - p) * Math.log(scale)
                      + logDeterminant
                      + Math.log(cholesky.getDeterminant()));
      greatest = Math.max(greatest, logs[k]);
    }
    double sum = 0;
    double[] weights = new double[steps];
    for (int k = 0; k < steps; k++) {
      weights[k] = Math.exp(logs[k] - greatest);
      sum += weights[k];
    }
    for (int k = 0; k < steps; k++) {
      weights[k] /= sum;
    }
    return new CorrelatedRegression(dependences, weights, coefficients, covariances, scales, n - p);
  }

  /**
   * Takes from each row what those before foretell of it, by the Kalman filter of the error; gives
   * the logarithm of the determinant of the errors' correlation.
   */
  private static double whiten(
      int[] times,
      double[][] design,
      double[] response,
      Dependence dependence,
      double[][] x,
      double[] y) {
    int p = design[0].length;
    double lasting = 1 - dependence.noise();
    double[] foretold = new double[p + 1];
    double variance = lasting;
    double log = 0;
    for (int i = 0; i < times.length; i++) {
      if (i > 0) {
        double keeps = Math.pow(dependence.rho(), times[i] - times[i - 1]);
        for (int j = 0; j <= p; j++) {
          foretold[j] *= keeps;
        }
        variance = keeps * keeps * variance + lasting * (1 - keeps * keeps);
      }
      double spread = variance + dependence.noise();
      double scale = 1 / Math.sqrt(spread);
      double gain = variance / spread;
      log += Math.log(spread);
      for (int j = 0; j <= p; j++) {
        double news = (j == p ? response[i] : design[i][j]) - foretold[j];
        if (j == p) {
          y[i] = news * scale;
        } else {
          x[i][j] = news * scale;
        }
        foretold[j] += gain * news;
      }
      variance *= 1 - gain;
    }
    return log;
  }

  /** The coefficients, averaged over the correlation. */
  double[] coefficients() {
    double[] mean = new double[coefficients[0].length];
    for (int k = 0; k < weights.length; k++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += weights[k] * coefficients[k][j];
      }
    }
    return mean;
  }

  /** The correlation from one step to the next, averaged by how far the series speaks for it. */
  double correlation() {
    double mean = 0;
    for (int k = 0; k < weights.length; k++) {
      mean += weights[k] * dependences.get(k).rho() * (1 - dependences.get(k).noise());
    }
    return mean;
  }

  /** The dependence that the series speaks for most. */
  Dependence likeliest() {
    int best = 0;
    for (int k = 1; k < weights.length; k++) {
      best = weights[k] > weights[best] ? k : best;
    }
    return dependences.get(best);
  }

  /** The variance of what is left over, in the response's units. */
  double scale() {
    double mean = 0;
    for (int k = 0; k < weights.length; k++) {
      mean += weights[k] * scales[k];
    }
    return mean;
  }

  int degrees() {
    return degrees;
  }

  /** What is known of a weighted sum of the coefficients. */
  Mixture sum(double[] of) {
    double[] means = new double[weights.length];
    double[] errors = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      double variance = 0;
      for (int i = 0; i < of.length; i++) {
        means[k] += of[i] * coefficients[k][i];
        for (int j = 0; j < of.length; j++) {
          variance += of[i] * of[j] * covariances[k].getEntry(i, j);
        }
      }
      errors[k] = Math.sqrt(Math.max(variance, 1e-300));
    }
    return new Mixture(weights, means, errors, degrees);
  }
}
