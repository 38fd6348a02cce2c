package weir.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import weir.document.Fault;
import weir.document.Keys;
import weir.document.Tree;
import weir.measure.MeasureRequest;
import weir.source.Profiles;

/** Reads the document of one replay. */
final class ReplayFile {

  private ReplayFile() {}

  /**
   * Reads a replay.
   *
   * @throws IllegalArgumentException naming every fault
   */
  static Replay read(String text, String document) {
    List<Fault> faults = new ArrayList<>();
    Replay replay =
        Tree.read(text, document, faults)
            .map(tree -> replay(Keys.of(tree, document, "", faults)))
            .orElse(null);
    if (!faults.isEmpty() || replay == null) {
      throw new IllegalArgumentException(
          faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
    return replay;
  }

  private static Replay replay(Keys keys) {
    Replay replay =
        new Replay(
            keys.required("name", "Name it as users type it."),
            keys.required("words", "Say what is found again."),
            keys.required("source", "Name the publication."),
            keys.required("data", "Say which data it needs."),
            keys.texts("rates"),
            keys.parts("reads", ReplayFile::reads),
            keys.parts("checks", ReplayFile::check));
    keys.done();
    return replay;
  }

  private static Replay.Reads reads(Keys keys) {
    String profile = keys.required("profile", "Name a shipped profile.");
    if (!Profiles.shipped().contains(profile)) {
      keys.fault(
          "profile",
          "'%s' is no shipped profile.".formatted(profile),
          "Expected " + Keys.listed(Profiles.shipped(), profile));
    }
    return new Replay.Reads(profile, keys.texts("paths"));
  }

  private static Replay.Check check(Keys keys) {
    String says = keys.required("says", "Say what the number is.");
    Double within = keys.number("within");
    Replay.Question question;
    String same = keys.text("same_as");
    Double expected = keys.number("expect");
    if (same == null && expected == null) {
      keys.fault(
          "expect", "'expect' is missing.", "Give the printed number, or a query as same_as.");
    }
    if (keys.has("measure") && same != null) {
      Double slack = keys.number("slack");
      question = new Replay.Question.Series(request(keys), same, slack == null ? 0 : slack);
    } else if (keys.has("measure")) {
      question =
          new Replay.Question.Measured(request(keys), Objects.requireNonNullElse(expected, 0.0));
    } else {
      question =
          new Replay.Question.Queried(
              keys.required("sql", "Ask by 'measure' or by 'sql'."),
              Objects.requireNonNullElse(expected, 0.0));
    }
    return new Replay.Check(says, question, within == null ? 0 : within);
  }

  private static MeasureRequest request(Keys keys) {
    Map<String, String> filters = new LinkedHashMap<>(keys.textMap("filter"));
    LocalDate from = keys.date("from");
    LocalDate to = keys.date("to");
    return new MeasureRequest(
        keys.required("measure", "Name a measure."),
        keys.texts("by"),
        from,
        to,
        keys.text("source"),
        filters,
        Objects.requireNonNullElse(keys.text("estimator"), "auto"),
        Objects.requireNonNullElse(keys.text("holding"), "none"),
        Objects.requireNonNullElse(keys.text("currency"), "EUR"),
        keys.textMap("option"));
  }
}
