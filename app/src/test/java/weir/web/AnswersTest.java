package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private final AtomicInteger asked = new AtomicInteger();

  private Object ask(Answers answers, String question, int rows) {
    Object known = answers.known(question);
    if (known != null) {
      return known;
    }
    asked.incrementAndGet();
    Object fresh = Collections.nCopies(rows, question);
    answers.keep(question, fresh);
    return fresh;
  }

  @Test
  void the_same_question_is_asked_once_until_all_is_forgotten() {
    Answers answers = new Answers(100);

    assertThat(ask(answers, "a", 2)).isEqualTo(List.of("a", "a"));
    ask(answers, "a", 2);
    assertThat(asked).hasValue(1);
    answers.forget();
    ask(answers, "a", 2);
    assertThat(asked).hasValue(2);
  }

  @Test
  void the_answer_asked_for_longest_ago_makes_room() {
    Answers answers = new Answers(100);
    ask(answers, "a", 40);
    ask(answers, "b", 40);
    ask(answers, "a", 40);
    ask(answers, "c", 40);
    assertThat(asked).hasValue(3);

    ask(answers, "a", 40);
    assertThat(asked).hasValue(3);
    ask(answers, "b", 40);
    assertThat(asked).hasValue(4);
  }

  @Test
  void an_answer_too_long_to_keep_is_given_all_the_same() {
    Answers answers = new Answers(10);

    assertThat((List<?>) ask(answers, "a", 50)).hasSize(50);
    ask(answers, "a", 50);
    assertThat(asked).hasValue(2);
  }
}
