package weir.measure;

import java.util.List;

/**
 * What a measure means.
 *
 * @param words one or two sentences
 * @param unit such as {@code units sold}; {@code money} for amounts in the currency asked for
 * @param method where the method comes from
 * @param assumptions what must hold for the value to be right
 */
public record MeasureDefinition(
    String name, String words, String unit, String method, List<String> assumptions) {}
