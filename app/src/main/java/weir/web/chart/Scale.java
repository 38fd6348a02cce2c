package weir.web.chart;

import java.util.ArrayList;
import java.util.List;

/** A scale from zero to a round number. */
record Scale(double top, double tick) {

  /** The smallest scale with two to four ticks of 1, 2 or 5 times a power of ten. */
  static Scale upTo(double greatest) {
    if (greatest <= 0) {
      return new Scale(1, 1);
    }
    double power = Math.pow(10, Math.floor(Math.log10(greatest / 2)));
    for (double step : new double[] {1, 2, 5, 10}) {
      double tick = step * power;
      if (greatest / tick <= 4) {
        return new Scale(Math.ceil(greatest / tick - 1e-9) * tick, tick);
      }
    }
    return new Scale(greatest, greatest);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * tick <= top * 1.0001; i++) {
      ticks.add(i * tick);
    }
    return ticks;
  }
}
