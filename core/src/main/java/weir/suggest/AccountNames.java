package weir.suggest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds whose page an account's page is. */
final class AccountNames {

  private AccountNames() {}

  /** The rule of the account's name; null when no place speaks for holding it. */
  static Fitter.@Nullable Fit name(List<Context> contexts, Sense sense) {
    Fitter.Fit fit = new Fitter(sense, contexts).fit("account-name", Map.of());
    return fit == null
        ? null
        : new Fitter.Fit(
            "account", fit.ways(), fit.records(), fit.matched(), fit.agreed(), fit.examples());
  }

  /** The element that holds a public key; null when there is none. */
  static @Nullable String key(List<Context> contexts) {
    Map<String, Integer> counts = new HashMap<>();
    for (Context context : contexts) {
      Element found = context.page().document().selectFirst(":containsOwn(BEGIN PGP PUBLIC KEY)");
      if (found == null) {
        continue;
      }
      for (Css.Candidate candidate : Css.of(found, null)) {
        if (found.equals(context.page().document().selectFirst(candidate.css()))
            && candidate.frailty() < 3) {
          counts.merge(candidate.css(), 1, Integer::sum);
          break;
        }
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }
}
