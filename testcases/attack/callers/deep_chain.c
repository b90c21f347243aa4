// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock is held by a caller at the end of many functions
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long genk_pin(long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

static long genk_00(long a, struct page **p) { return genk_pin(a, p); }
static long genk_01(long a, struct page **p) { return genk_00(a, p); }
static long genk_02(long a, struct page **p) { return genk_01(a, p); }
static long genk_03(long a, struct page **p) { return genk_02(a, p); }
static long genk_04(long a, struct page **p) { return genk_03(a, p); }
static long genk_05(long a, struct page **p) { return genk_04(a, p); }
static long genk_06(long a, struct page **p) { return genk_05(a, p); }
static long genk_07(long a, struct page **p) { return genk_06(a, p); }
static long genk_08(long a, struct page **p) { return genk_07(a, p); }
static long genk_09(long a, struct page **p) { return genk_08(a, p); }
static long genk_10(long a, struct page **p) { return genk_09(a, p); }
static long genk_11(long a, struct page **p) { return genk_10(a, p); }
static long genk_12(long a, struct page **p) { return genk_11(a, p); }
static long genk_13(long a, struct page **p) { return genk_12(a, p); }
static long genk_14(long a, struct page **p) { return genk_13(a, p); }
static long genk_15(long a, struct page **p) { return genk_14(a, p); }
static long genk_16(long a, struct page **p) { return genk_15(a, p); }
static long genk_17(long a, struct page **p) { return genk_16(a, p); }
static long genk_18(long a, struct page **p) { return genk_17(a, p); }
static long genk_19(long a, struct page **p) { return genk_18(a, p); }
static long genk_20(long a, struct page **p) { return genk_19(a, p); }
static long genk_21(long a, struct page **p) { return genk_20(a, p); }
static long genk_22(long a, struct page **p) { return genk_21(a, p); }
static long genk_23(long a, struct page **p) { return genk_22(a, p); }
static long genk_24(long a, struct page **p) { return genk_23(a, p); }
static long genk_25(long a, struct page **p) { return genk_24(a, p); }
static long genk_26(long a, struct page **p) { return genk_25(a, p); }
static long genk_27(long a, struct page **p) { return genk_26(a, p); }
static long genk_28(long a, struct page **p) { return genk_27(a, p); }
static long genk_29(long a, struct page **p) { return genk_28(a, p); }
static long genk_30(long a, struct page **p) { return genk_29(a, p); }
static long genk_31(long a, struct page **p) { return genk_30(a, p); }
static long genk_32(long a, struct page **p) { return genk_31(a, p); }
static long genk_33(long a, struct page **p) { return genk_32(a, p); }
static long genk_34(long a, struct page **p) { return genk_33(a, p); }
static long genk_35(long a, struct page **p) { return genk_34(a, p); }
static long genk_36(long a, struct page **p) { return genk_35(a, p); }
static long genk_37(long a, struct page **p) { return genk_36(a, p); }
static long genk_38(long a, struct page **p) { return genk_37(a, p); }
static long genk_39(long a, struct page **p) { return genk_38(a, p); }
static long genk_40(long a, struct page **p) { return genk_39(a, p); }
static long genk_41(long a, struct page **p) { return genk_40(a, p); }
static long genk_42(long a, struct page **p) { return genk_41(a, p); }
static long genk_43(long a, struct page **p) { return genk_42(a, p); }
static long genk_44(long a, struct page **p) { return genk_43(a, p); }
static long genk_45(long a, struct page **p) { return genk_44(a, p); }
static long genk_46(long a, struct page **p) { return genk_45(a, p); }
static long genk_47(long a, struct page **p) { return genk_46(a, p); }
static long genk_48(long a, struct page **p) { return genk_47(a, p); }
static long genk_49(long a, struct page **p) { return genk_48(a, p); }
static long genk_50(long a, struct page **p) { return genk_49(a, p); }
static long genk_51(long a, struct page **p) { return genk_50(a, p); }
static long genk_52(long a, struct page **p) { return genk_51(a, p); }
static long genk_53(long a, struct page **p) { return genk_52(a, p); }
static long genk_54(long a, struct page **p) { return genk_53(a, p); }
static long genk_55(long a, struct page **p) { return genk_54(a, p); }
static long genk_56(long a, struct page **p) { return genk_55(a, p); }
static long genk_57(long a, struct page **p) { return genk_56(a, p); }
static long genk_58(long a, struct page **p) { return genk_57(a, p); }
static long genk_59(long a, struct page **p) { return genk_58(a, p); }
static long genk_60(long a, struct page **p) { return genk_59(a, p); }
static long genk_61(long a, struct page **p) { return genk_60(a, p); }
static long genk_62(long a, struct page **p) { return genk_61(a, p); }
static long genk_63(long a, struct page **p) { return genk_62(a, p); }
static long genk_64(long a, struct page **p) { return genk_63(a, p); }
static long genk_65(long a, struct page **p) { return genk_64(a, p); }
static long genk_66(long a, struct page **p) { return genk_65(a, p); }
static long genk_67(long a, struct page **p) { return genk_66(a, p); }
static long genk_68(long a, struct page **p) { return genk_67(a, p); }
static long genk_69(long a, struct page **p) { return genk_68(a, p); }
static long genk_70(long a, struct page **p) { return genk_69(a, p); }
static long genk_71(long a, struct page **p) { return genk_70(a, p); }
static long genk_72(long a, struct page **p) { return genk_71(a, p); }
static long genk_73(long a, struct page **p) { return genk_72(a, p); }
static long genk_74(long a, struct page **p) { return genk_73(a, p); }
static long genk_75(long a, struct page **p) { return genk_74(a, p); }
static long genk_76(long a, struct page **p) { return genk_75(a, p); }
static long genk_77(long a, struct page **p) { return genk_76(a, p); }
static long genk_78(long a, struct page **p) { return genk_77(a, p); }
static long genk_79(long a, struct page **p) { return genk_78(a, p); }
static long genk_80(long a, struct page **p) { return genk_79(a, p); }
static long genk_81(long a, struct page **p) { return genk_80(a, p); }
static long genk_82(long a, struct page **p) { return genk_81(a, p); }
static long genk_83(long a, struct page **p) { return genk_82(a, p); }
static long genk_84(long a, struct page **p) { return genk_83(a, p); }
static long genk_85(long a, struct page **p) { return genk_84(a, p); }
static long genk_86(long a, struct page **p) { return genk_85(a, p); }
static long genk_87(long a, struct page **p) { return genk_86(a, p); }
static long genk_88(long a, struct page **p) { return genk_87(a, p); }
static long genk_89(long a, struct page **p) { return genk_88(a, p); }
static long genk_90(long a, struct page **p) { return genk_89(a, p); }
static long genk_91(long a, struct page **p) { return genk_90(a, p); }
static long genk_92(long a, struct page **p) { return genk_91(a, p); }
static long genk_93(long a, struct page **p) { return genk_92(a, p); }
static long genk_94(long a, struct page **p) { return genk_93(a, p); }
static long genk_95(long a, struct page **p) { return genk_94(a, p); }
static long genk_96(long a, struct page **p) { return genk_95(a, p); }
static long genk_97(long a, struct page **p) { return genk_96(a, p); }
static long genk_98(long a, struct page **p) { return genk_97(a, p); }
static long genk_99(long a, struct page **p) { return genk_98(a, p); }
static long genk_100(long a, struct page **p) { return genk_99(a, p); }
static long genk_101(long a, struct page **p) { return genk_100(a, p); }
static long genk_102(long a, struct page **p) { return genk_101(a, p); }
static long genk_103(long a, struct page **p) { return genk_102(a, p); }
static long genk_104(long a, struct page **p) { return genk_103(a, p); }
static long genk_105(long a, struct page **p) { return genk_104(a, p); }
static long genk_106(long a, struct page **p) { return genk_105(a, p); }
static long genk_107(long a, struct page **p) { return genk_106(a, p); }
static long genk_108(long a, struct page **p) { return genk_107(a, p); }
static long genk_109(long a, struct page **p) { return genk_108(a, p); }

long genk_all(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = genk_109(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
