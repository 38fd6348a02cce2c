package weir.archive;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives of made-up pages, written by other programs than the one that reads them. */
final class Packed {

  private Packed() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] compressed(String how, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (how) {
      case "gzip" -> out.write(gzip(bytes));
      case "zstd" -> out.write(Zstd.compress(bytes));
      case "xz" -> {
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
          xz.write(bytes);
        }
      }
      case "bzip2" -> {
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
          bzip2.write(bytes);
        }
      }
      default -> throw new IllegalArgumentException(how);
    }
    return out.toByteArray();
  }

  static byte[] zip(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  static byte[] stored(String... namesAndBodies) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < namesAndBodies.length; i += 2) {
        byte[] body = utf8(namesAndBodies[i + 1]);
        ZipEntry entry = new ZipEntry(namesAndBodies[i]);
        entry.setSize(body.length);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(body);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(body);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  static byte[] tar(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(bytes.length);
      entry.setModTime(1_580_000_000_000L);
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  static byte[] sevenZip(String name, byte[] bytes) throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (SevenZOutputFile file = new SevenZOutputFile(channel)) {
      SevenZArchiveEntry entry = new SevenZArchiveEntry();
      entry.setName(name);
      file.putArchiveEntry(entry);
      file.write(bytes);
      file.closeArchiveEntry();
    }
    return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
  }

  static byte[] response(String url, String httpHead, byte[] body) {
    ByteArrayOutputStream http = new ByteArrayOutputStream();
    http.writeBytes(utf8(httpHead.replace("\n", "\r\n") + "\r\n\r\n"));
    http.writeBytes(body);
    return record("response", url, "application/http; msgtype=response", http.toByteArray());
  }

  static byte[] page(String url, String body) {
    return response(url, "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8", utf8(body));
  }

  static byte[] record(String type, String url, String mediaType, byte[] block) {
    return record(type, url, mediaType, block, block.length);
  }

  static byte[] record(String type, String url, String mediaType, byte[] block, long stated) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        utf8(
            "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2020-02-04T10:15:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(type, url, mediaType, stated)));
    out.writeBytes(block);
    out.writeBytes(utf8("\r\n\r\n"));
    return out.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
