namespace Engine.Tests;

public sealed class PhiloxTests
{
    /// <summary>The known answers published with the Random123 library for ten rounds.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void A_stream_puts_the_counter_in_the_low_words_and_its_number_in_the_high_ones() =>
        Assert.Equal(
            Philox.Block(0x89abcdef, 0x01234567, 0x76543210, 0xfedcba98, 0x33221100, 0x77665544),
            Philox.Block(seed: 0x7766554433221100, stream: 0xfedcba9876543210, counter: 0x0123456789abcdef));
}
