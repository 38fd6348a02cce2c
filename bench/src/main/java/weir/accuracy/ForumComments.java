package weir.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forum comments in which people marked each mention of a drug, in ten folds: comment i lies in
 * fold i mod 10. Folds 1 to 5 were looked at while the namer was built, 6 to 10 were not.
 */
record ForumComments(List<Comment> comments) {
  static final int FOLDS = 10;

  /** The folds whose errors were looked at. */
  static final int SEEN_FOLDS = 5;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One comment and the places that were marked in it. */
  record Comment(String text, List<Span> marked) {}

  /** Finds the places that a text mentions drugs at. */
  interface Finder {
    List<Span> find(String text);
  }

  static ForumComments read(Path file) throws IOException {
    List<Comment> comments = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = JSON.readTree(line);
      String text = row.get("text").stringValue();
      List<Span> marked = new ArrayList<>();
      for (JsonNode span : row.get("spans")) {
        marked.add(inUnits(text, span.get("start").intValue(), span.get("end").intValue()));
      }
      comments.add(new Comment(text, marked));
    }
    return new ForumComments(comments);
  }

  /** The marks count characters; an emoji is one of these and two UTF-16 units. */
  private static Span inUnits(String text, int start, int end) {
    return new Span(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }

  /** The comments of one fold, counted from 0. */
  List<Comment> fold(int fold) {
    return pick(fold, true);
  }

  /** The comments of all other folds. */
  List<Comment> others(int fold) {
    return pick(fold, false);
  }

  private List<Comment> pick(int fold, boolean inside) {
    List<Comment> picked = new ArrayList<>();
    for (int i = 0; i < comments.size(); i++) {
      if ((i % FOLDS == fold) == inside) {
        picked.add(comments.get(i));
      }
    }
    return picked;
  }

  static Score score(List<Comment> comments, Finder finder) {
    Score score = Score.NONE;
    for (Comment comment : comments) {
      score = score.plus(Score.of(finder.find(comment.text()), comment.marked()));
    }
    return score;
  }

  static Score sum(Score[] scores, int from, int to) {
    return Arrays.stream(scores, from, to).reduce(Score.NONE, Score::plus);
  }
}
