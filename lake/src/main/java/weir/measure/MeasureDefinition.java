package weir.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measure means.
 *
 * @param words one or two sentences
 * @param unit such as {@code units sold}; {@code money} for amounts in the currency asked for
 * @param method where the method comes from
 * @param needs what the lake must hold for it, in words
 * @param assumptions what must hold for the value to be right
 * @param keys what values can be grouped by
 * @param split the key without which there is no value, or that values always have; null for none
 * @param options choices of this measure alone
 */
public record MeasureDefinition(
    String name,
    String words,
    String unit,
    String method,
    String needs,
    List<String> assumptions,
    List<String> keys,
    @Nullable String split,
    List<Choice> options) {

  public MeasureDefinition {
    assumptions = List.copyOf(assumptions);
    keys = List.copyOf(keys);
    options = List.copyOf(options);
  }

  /**
   * A choice, asked for by {@code --option name=value}.
   *
   * @param values that it may take, the usual one first; empty: a text or number of the asker's own
   * @param usual what counts when nothing is asked
   */
  public record Choice(String name, String words, List<String> values, String usual) {
    public Choice {
      values = List.copyOf(values);
    }
  }
}
