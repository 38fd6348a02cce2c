package weir.offline;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * What a laboratory found in one sample. Dose, route and what somebody did with it are never taken
 * in.
 *
 * @param sampleId the sender's own number, so that the same sample counts once
 * @param analysedOn day
 * @param soldAs as printed; soldAsSubstance: a lexicon id, soldAsClass its path; null when no name
 *     is known
 * @param identifiedAs as printed, one for each substance found; empty when nothing was found
 * @param identifiedSubstances lexicon ids of those that are known, identifiedClasses their paths
 * @param method such as {@code GC-MS}
 * @param laboratoryKind such as {@code drug checking} or {@code forensic}
 * @param country ISO 3166-1 alpha-2, where the sample was handed in
 */
public record Analysis(
    String sampleId,
    LocalDate analysedOn,
    String soldAs,
    @Nullable String soldAsSubstance,
    @Nullable String soldAsClass,
    List<String> identifiedAs,
    List<String> identifiedSubstances,
    List<String> identifiedClasses,
    @Nullable String method,
    @Nullable String laboratoryKind,
    @Nullable String country,
    String origin)
    implements Row {

  public Analysis {
    identifiedAs = List.copyOf(identifiedAs);
    identifiedSubstances = List.copyOf(identifiedSubstances);
    identifiedClasses = List.copyOf(identifiedClasses);
  }
}
