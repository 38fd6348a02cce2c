package weir.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The pages' templates, which the build has made into classes. */
final class Templates {

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), "weir.web");

  Templates() {
    engine.setBinaryStaticContent(true);
  }

  /** The whole page as UTF-8: a fault while it is made still becomes an error page. */
  byte[] bytes(Page page) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(page.template(), page, output);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
