package dev.interproto.dataset.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.dataset.IdentityListing;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedImagesTest {
    private static final String TWO = "[[\"1.jpg\",7,1000,34],[\"2.jpg\",2147483647,-5,null]]";

    private static IdentityListing read(String text) throws SQLException {
        return PackedImages.read(text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    @Test
    void whatIsReadIsWrittenAgainAlike() throws SQLException {
        IdentityListing listing = read(TWO);

        assertThat(listing.count()).isEqualTo(2);
        assertThat(listing.name(1)).isEqualTo("2.jpg");
        assertThat(listing.size(1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(listing.modified(1)).isEqualTo(-5);
        assertThat(listing.age(0)).isEqualTo((byte) 34);
        assertThat(PackedImages.write(listing)).isEqualTo(TWO);
        assertThat(PackedImages.write(read("[]"))).isEqualTo("[]");
    }

    @Test
    void namesMayHoldAnyCharacter() throws SQLException {
        String name = "\"\\/Zoë \u0001\n\t\u007f 𝒳 '.jpg";
        IdentityListing.Builder listing = new IdentityListing.Builder();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        listing.add(bytes, 0, bytes.length, 1, 2, (byte) 3);

        String text = PackedImages.write(listing.build(List.of()));

        assertThat(text).startsWith("[[\"\\\"\\\\/Zoë \\u0001\\u000a\\u0009");
        assertThat(read(text).name(0)).isEqualTo(name);
    }

    @Test
    void everyTextCutShortOrPartlyZeroedIsRefused() {
        for (int length = 0; length < TWO.length(); length++) {
            String cut = TWO.substring(0, length);
            String zeroed = cut + "\0" + TWO.substring(length + 1);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> read(zeroed)).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> read(TWO + "]")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> read("[[\"\\u00\",1,1,1]]")).isInstanceOf(SQLException.class);
    }
}
