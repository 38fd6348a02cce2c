package weir.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.brief.Brief;
import weir.brief.Reader;
import weir.web.Frame;
import weir.web.Page;

/**
 * A brief before it goes out: drafted from the model, read and changed by whoever sends it.
 *
 * @param refusal why there should be none; null where nothing speaks against it
 * @param caution what to bear in mind; null for nothing
 * @param recipient as typed; empty at first
 * @param fault why no copy was made; null when none was refused
 */
record BriefPage(
    Frame frame,
    Bar bar,
    BarrierModel model,
    Element element,
    Brief brief,
    @Nullable String refusal,
    @Nullable String caution,
    String recipient,
    String override,
    @Nullable String fault)
    implements Page {

  List<Choice> readers() {
    return Choice.of(Reader.class, brief.reader());
  }

  static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  String place() {
    return bar.place() + "/briefs/" + element.id();
  }

  @Override
  public String template() {
    return "workbench/brief.jte";
  }
}
