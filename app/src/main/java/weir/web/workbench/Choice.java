package weir.web.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One choice of a form's field. */
record Choice(String value, String words, boolean chosen) {

  static List<Choice> of(Class<? extends Enum<?>> choices, @Nullable Enum<?> chosen) {
    return of(choices, chosen == null ? List.of() : List.of(chosen));
  }

  static List<Choice> of(Class<? extends Enum<?>> choices, Collection<? extends Enum<?>> chosen) {
    var all = new ArrayList<Choice>();
    for (var choice : Arrays.asList(choices.getEnumConstants())) {
      var word = choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
      all.add(new Choice(word, Said.plain(word), chosen.contains(choice)));
    }
    return all;
  }
}
