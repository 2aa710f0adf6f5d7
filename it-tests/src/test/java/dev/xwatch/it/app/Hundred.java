package dev.xwatch.it.app;

/** A hundred methods, {@code m0} to {@code m99}. */
final class Hundred {
    private Hundred() {}

    static long m0(long x) {
        return x * 31 + 0;
    }

    static long m1(long x) {
        return x * 31 + 1;
    }

    static long m2(long x) {
        return x * 31 + 2;
    }

    static long m3(long x) {
        return x * 31 + 3;
    }

    static long m4(long x) {
        return x * 31 + 4;
    }

    static long m5(long x) {
        return x * 31 + 5;
    }

    static long m6(long x) {
        return x * 31 + 6;
    }

    static long m7(long x) {
        return x * 31 + 7;
    }

    static long m8(long x) {
        return x * 31 + 8;
    }

    static long m9(long x) {
        return x * 31 + 9;
    }

    static long m10(long x) {
        return x * 31 + 10;
    }

    static long m11(long x) {
        return x * 31 + 11;
    }

    static long m12(long x) {
        return x * 31 + 12;
    }

    static long m13(long x) {
        return x * 31 + 13;
    }

    static long m14(long x) {
        return x * 31 + 14;
    }

    static long m15(long x) {
        return x * 31 + 15;
    }

    static long m16(long x) {
        return x * 31 + 16;
    }

    static long m17(long x) {
        return x * 31 + 17;
    }

    static long m18(long x) {
        return x * 31 + 18;
    }

    static long m19(long x) {
        return x * 31 + 19;
    }

    static long m20(long x) {
        return x * 31 + 20;
    }

    static long m21(long x) {
        return x * 31 + 21;
    }

    static long m22(long x) {
        return x * 31 + 22;
    }

    static long m23(long x) {
        return x * 31 + 23;
    }

    static long m24(long x) {
        return x * 31 + 24;
    }

    static long m25(long x) {
        return x * 31 + 25;
    }

    static long m26(long x) {
        return x * 31 + 26;
    }

    static long m27(long x) {
        return x * 31 + 27;
    }

    static long m28(long x) {
        return x * 31 + 28;
    }

    static long m29(long x) {
        return x * 31 + 29;
    }

    static long m30(long x) {
        return x * 31 + 30;
    }

    static long m31(long x) {
        return x * 31 + 31;
    }

    static long m32(long x) {
        return x * 31 + 32;
    }

    static long m33(long x) {
        return x * 31 + 33;
    }

    static long m34(long x) {
        return x * 31 + 34;
    }

    static long m35(long x) {
        return x * 31 + 35;
    }

    static long m36(long x) {
        return x * 31 + 36;
    }

    static long m37(long x) {
        return x * 31 + 37;
    }

    static long m38(long x) {
        return x * 31 + 38;
    }

    static long m39(long x) {
        return x * 31 + 39;
    }

    static long m40(long x) {
        return x * 31 + 40;
    }

    static long m41(long x) {
        return x * 31 + 41;
    }

    static long m42(long x) {
        return x * 31 + 42;
    }

    static long m43(long x) {
        return x * 31 + 43;
    }

    static long m44(long x) {
        return x * 31 + 44;
    }

    static long m45(long x) {
        return x * 31 + 45;
    }

    static long m46(long x) {
        return x * 31 + 46;
    }

    static long m47(long x) {
        return x * 31 + 47;
    }

    static long m48(long x) {
        return x * 31 + 48;
    }

    static long m49(long x) {
        return x * 31 + 49;
    }

    static long m50(long x) {
        return x * 31 + 50;
    }

    static long m51(long x) {
        return x * 31 + 51;
    }

    static long m52(long x) {
        return x * 31 + 52;
    }

    static long m53(long x) {
        return x * 31 + 53;
    }

    static long m54(long x) {
        return x * 31 + 54;
    }

    static long m55(long x) {
        return x * 31 + 55;
    }

    static long m56(long x) {
        return x * 31 + 56;
    }

    static long m57(long x) {
        return x * 31 + 57;
    }

    static long m58(long x) {
        return x * 31 + 58;
    }

    static long m59(long x) {
        return x * 31 + 59;
    }

    static long m60(long x) {
        return x * 31 + 60;
    }

    static long m61(long x) {
        return x * 31 + 61;
    }

    static long m62(long x) {
        return x * 31 + 62;
    }

    static long m63(long x) {
        return x * 31 + 63;
    }

    static long m64(long x) {
        return x * 31 + 64;
    }

    static long m65(long x) {
        return x * 31 + 65;
    }

    static long m66(long x) {
        return x * 31 + 66;
    }

    static long m67(long x) {
        return x * 31 + 67;
    }

    static long m68(long x) {
        return x * 31 + 68;
    }

    static long m69(long x) {
        return x * 31 + 69;
    }

    static long m70(long x) {
        return x * 31 + 70;
    }

    static long m71(long x) {
        return x * 31 + 71;
    }

    static long m72(long x) {
        return x * 31 + 72;
    }

    static long m73(long x) {
        return x * 31 + 73;
    }

    static long m74(long x) {
        return x * 31 + 74;
    }

    static long m75(long x) {
        return x * 31 + 75;
    }

    static long m76(long x) {
        return x * 31 + 76;
    }

    static long m77(long x) {
        return x * 31 + 77;
    }

    static long m78(long x) {
        return x * 31 + 78;
    }

    static long m79(long x) {
        return x * 31 + 79;
    }

    static long m80(long x) {
        return x * 31 + 80;
    }

    static long m81(long x) {
        return x * 31 + 81;
    }

    static long m82(long x) {
        return x * 31 + 82;
    }

    static long m83(long x) {
        return x * 31 + 83;
    }

    static long m84(long x) {
        return x * 31 + 84;
    }

    static long m85(long x) {
        return x * 31 + 85;
    }

    static long m86(long x) {
        return x * 31 + 86;
    }

    static long m87(long x) {
        return x * 31 + 87;
    }

    static long m88(long x) {
        return x * 31 + 88;
    }

    static long m89(long x) {
        return x * 31 + 89;
    }

    static long m90(long x) {
        return x * 31 + 90;
    }

    static long m91(long x) {
        return x * 31 + 91;
    }

    static long m92(long x) {
        return x * 31 + 92;
    }

    static long m93(long x) {
        return x * 31 + 93;
    }

    static long m94(long x) {
        return x * 31 + 94;
    }

    static long m95(long x) {
        return x * 31 + 95;
    }

    static long m96(long x) {
        return x * 31 + 96;
    }

    static long m97(long x) {
        return x * 31 + 97;
    }

    static long m98(long x) {
        return x * 31 + 98;
    }

    static long m99(long x) {
        return x * 31 + 99;
    }
}
