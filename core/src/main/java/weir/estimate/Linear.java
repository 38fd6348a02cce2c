package weir.estimate;

import org.jspecify.annotations.Nullable;

/** Small systems of linear equations. */
final class Linear {

  private Linear() {}

  /**
   * Solves by elimination with the largest pivot first; the matrix and right side are left as they
   * are.
   *
   * @return null when the matrix is singular, to working precision
   */
  static double @Nullable [] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] a = new double[n][];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      a[i] = java.util.Arrays.copyOf(matrix[i], n + 1);
      a[i][n] = right[i];
      for (int j = 0; j < n; j++) {
        largest = Math.max(largest, Math.abs(a[i][j]));
      }
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int i = c + 1; i < n; i++) {
        if (Math.abs(a[i][c]) > Math.abs(a[pivot][c])) {
          pivot = i;
        }
      }
      if (Math.abs(a[pivot][c]) <= 1e-12 * largest) {
        return null;
      }
      double[] row = a[pivot];
      a[pivot] = a[c];
      a[c] = row;
      for (int i = c + 1; i < n; i++) {
        double factor = a[i][c] / row[c];
        if (factor != 0) {
          for (int j = c; j <= n; j++) {
            a[i][j] -= factor * row[j];
          }
        }
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = a[i][n];
      for (int j = i + 1; j < n; j++) {
        sum -= a[i][j] * x[j];
      }
      x[i] = sum / a[i][i];
    }
    return x;
  }
}
