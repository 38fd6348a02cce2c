package weir.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a stream gave, in its order. */
final class Unpacked implements Unpacking.Sink {

  record Page(Found found, String body) {}

  record Refused(String place, String cause, String reason, String mend) {}

  final List<Page> pages = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  int passedOver;

  static Unpacked of(byte[] bytes) throws IOException {
    return of(bytes, UnpackingLimits.USUAL);
  }

  static Unpacked of(byte[] bytes, UnpackingLimits limits) throws IOException {
    Unpacked unpacked = new Unpacked();
    new Unpacking(limits, () -> bytes.length, unpacked)
        .read(Found.file("outer", null), new ByteArrayInputStream(bytes), null);
    return unpacked;
  }

  @Override
  public void found(Found found, InputStream body) throws IOException {
    pages.add(new Page(found, new String(body.readAllBytes(), StandardCharsets.UTF_8)));
  }

  @Override
  public void passedOver() {
    passedOver++;
  }

  @Override
  public void broken(String place, String cause, String reason, String mend) {
    refused.add(new Refused(place, cause, reason, mend));
  }

  List<String> addresses() {
    return pages.stream().map(page -> page.found().address()).toList();
  }

  List<String> bodies() {
    return pages.stream().map(Page::body).toList();
  }

  List<String> causes() {
    return refused.stream().map(Refused::cause).toList();
  }
}
