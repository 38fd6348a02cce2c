package weir.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import weir.substance.Lexicon;
import weir.substance.SubstanceNamer;
import weir.vocabulary.ReviewList;
import weir.vocabulary.Vocabularies;

/** The home's names, built anew when a vocabulary was brought in or removed meanwhile. */
final class Names {

  private final Path home;
  private final ReviewList reviewList;
  private @Nullable Vocabularies vocabularies;
  private String stamp = "";

  Names(Path home) {
    this.home = home;
    this.reviewList = ReviewList.in(home, Clock.systemUTC());
  }

  private synchronized Vocabularies vocabularies() throws IOException {
    Vocabularies fresh = Vocabularies.in(home);
    String now = fresh.stamp();
    Vocabularies known = vocabularies;
    if (known == null || !now.equals(stamp)) {
      known = fresh;
      vocabularies = fresh;
      stamp = now;
    }
    return known;
  }

  Lexicon lexicon() throws IOException {
    return vocabularies().lexicon();
  }

  SubstanceNamer namer() throws IOException {
    return vocabularies().namer();
  }

  ReviewList reviewList() {
    return reviewList;
  }
}
